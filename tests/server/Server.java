import java.nio.file.Path;
import org.neo4j.configuration.GraphDatabaseSettings;
import org.neo4j.configuration.connectors.BoltConnector;
import org.neo4j.configuration.connectors.HttpConnector;
import org.neo4j.configuration.helpers.SocketAddress;
import org.neo4j.harness.Neo4j;
import org.neo4j.harness.Neo4jBuilders;

/**
 * A real Neo4j with its Browser, until standard input ends.
 *
 * <p>{@code java -cp "lib/*" Server.java DIRECTORY [BOLT_PORT [HTTP_PORT]]}; a port left out or 0 is any free one.
 * When it is ready it prints one line: {@code ready}, the Bolt address and the HTTP address.
 */
public class Server {
    public static void main(String[] arguments) throws Exception {
        int bolt = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 0;
        int http = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 0;
        try (Neo4j server = Neo4jBuilders.newInProcessBuilder(Path.of(arguments[0]))
                .withConfig(BoltConnector.enabled, true)
                .withConfig(BoltConnector.listen_address, new SocketAddress("127.0.0.1", bolt))
                .withConfig(HttpConnector.enabled, true)
                .withConfig(HttpConnector.listen_address, new SocketAddress("127.0.0.1", http))
                .withConfig(GraphDatabaseSettings.auth_enabled, false)
                .build()) {
            System.out.println("ready " + server.boltURI() + " " + server.httpURI());
            System.out.flush();
            // The parent holds the other end: when it goes, however it goes, so does the server.
            while (System.in.read() >= 0) {
            }
        }
    }
}
