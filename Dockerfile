FROM python:3.12-slim AS build
WORKDIR /source
RUN python -m venv /policygraph
COPY pyproject.toml README.md policygraph.py ./
COPY api api
COPY cypher cypher
COPY graph graph
COPY ingest ingest
RUN /policygraph/bin/pip install --no-cache-dir .

FROM python:3.12-slim
RUN useradd --create-home policygraph && mkdir /data && chown policygraph /data
COPY --from=build /policygraph /policygraph
USER policygraph
# Document names are paths as given: relative to the root, so that they are the same in every container.
WORKDIR /
VOLUME /data
EXPOSE 8000
ENTRYPOINT ["/policygraph/bin/policygraph"]
CMD ["--help"]
