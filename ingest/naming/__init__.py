"""How names are built: places, bodies, and the grammar of institutions, people, policies and programmes."""
