from django.db import migrations, models

SQLITE = [
    "CREATE VIRTUAL TABLE search_words USING fts5(stems, content='search_document', content_rowid='key')",
    """CREATE TRIGGER search_document_written AFTER INSERT ON search_document BEGIN
        INSERT INTO search_words(rowid, stems) VALUES (new.key, new.stems);
    END""",
    """CREATE TRIGGER search_document_forgotten AFTER DELETE ON search_document BEGIN
        INSERT INTO search_words(search_words, rowid, stems) VALUES ('delete', old.key, old.stems);
    END""",
    """CREATE TRIGGER search_document_rewritten AFTER UPDATE ON search_document BEGIN
        INSERT INTO search_words(search_words, rowid, stems) VALUES ('delete', old.key, old.stems);
        INSERT INTO search_words(rowid, stems) VALUES (new.key, new.stems);
    END""",
]
# Stems are already lexemes: the parser of to_tsvector would cut some of them anew.
POSTGRESQL = [
    """ALTER TABLE search_document ADD COLUMN words tsvector
        GENERATED ALWAYS AS (array_to_tsvector(string_to_array(stems, ' '))) STORED""",
    # no pending list: a search never pays for what was just written
    "CREATE INDEX search_document_words ON search_document USING gin (words) WITH (fastupdate = off)",
]


def create_index(apps, schema_editor):
    for statement in {"sqlite": SQLITE, "postgresql": POSTGRESQL}[schema_editor.connection.vendor]:
        schema_editor.execute(statement, params=None)


def drop_index(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute("DROP TABLE search_words")


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [
        migrations.CreateModel(
            name="Document",
            fields=[
                ("key", models.BigIntegerField(primary_key=True, serialize=False)),
                ("process", models.BigIntegerField(db_index=True)),
                ("stems", models.TextField()),
            ],
        ),
        migrations.RunPython(create_index, drop_index),
    ]
