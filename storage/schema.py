"""All tables together: whoever needs the whole schema takes it from here."""

from storage import custody_tables, look_tables, order_tables, road_tables, tables

ROOMS = (tables, road_tables, custody_tables, order_tables, look_tables)  # naming them is what makes their tables known
SCHEMA = tables.Row.metadata
