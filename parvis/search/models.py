from django.db import models


class Document(models.Model):
    """The stems of one thing that can be found; key is its primary key in its own table.

    Beside this table the database keeps an index of its own: an FTS5 table fed by triggers on SQLite, a generated
    column and its GIN index on PostgreSQL (migration 0001).
    """

    key = models.BigIntegerField(primary_key=True)
    process = models.BigIntegerField(db_index=True)
    stems = models.TextField()
