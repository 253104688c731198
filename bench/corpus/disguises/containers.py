"""Compressed files, archives, and the document formats that are archives."""

from __future__ import annotations

import gzip
import io
import tarfile
import zipfile

import naming
from case import File
from contexts import Item
from disguises import form
from surroundings import neutral_fields, sentence


def settings(item: Item) -> bytes:
    """The settings file that is packed."""
    fields = [f"{naming.upper(n)}={v}" for n, v in neutral_fields(item.rng, item.rng.randrange(30))]
    fields.insert(item.rng.randrange(len(fields) + 1), f"{naming.upper(item.name)}={item.secret}")
    return ("\n".join(fields) + "\n").encode()


def zipped(item: Item, path: str, members: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> File:
    """An archive of the zip family."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", method) as archive:
        for name, data in members.items():
            info = zipfile.ZipInfo(name, (2026, 3, 2, 10, 0, 0))
            info.compress_type = method
            archive.writestr(info, data)
    with zipfile.ZipFile(io.BytesIO(packed.getvalue())) as archive:
        assert any(item.secret.encode() in archive.read(name) for name in archive.namelist())
    return File(path, raw=packed.getvalue())


def tarred(members: dict[str, bytes]) -> bytes:
    """A tar of files."""
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w") as archive:
        for name, data in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return packed.getvalue()


def gzipped(item: Item, path: str, data: bytes) -> File:
    """A gzip file."""
    packed = gzip.compress(data, mtime=0)
    assert item.secret.encode() in gzip.decompress(packed)
    return File(path, raw=packed)


def filling(item: Item) -> bytes:
    """Text that makes an archive an archive."""
    return "\n".join(sentence(item.rng) for _ in range(item.rng.randrange(5, 60))).encode()


@form("gzip")
def gzip_file(item: Item) -> File:
    return gzipped(
        item, item.rng.choice(["settings.env.gz", "app.log.gz", "session.har.gz", "dump.sql.gz"]), settings(item)
    )


@form("gzip-unnamed")
def gzip_unnamed(item: Item) -> File:
    return gzipped(item, item.rng.choice(["state.bin", "cache", "payload.dat"]), settings(item))


@form("tar")
def tar_file(item: Item) -> File:
    data = tarred({"backup/readme.txt": filling(item), "backup/.env": settings(item)})
    assert item.secret.encode() in data
    return File("backup.tar", raw=data)


@form("tar-gz")
def tar_gz(item: Item) -> File:
    return gzipped(
        item,
        item.rng.choice(["backup.tar.gz", "sync-1.0.0.tgz"]),
        tarred({"backup/readme.txt": filling(item), "backup/.env": settings(item), "backup/notes.txt": filling(item)}),
    )


@form("zip")
def zip_file(item: Item) -> File:
    return zipped(
        item,
        item.rng.choice(["backup.zip", "env.zip", "export.postman.zip"]),
        {"readme.txt": filling(item), "config/.env": settings(item)},
    )


@form("zip-stored")
def zip_stored(item: Item) -> File:
    return zipped(item, "backup.zip", {"readme.txt": filling(item), ".env": settings(item)}, zipfile.ZIP_STORED)


@form("jar")
def jar(item: Item) -> File:
    return zipped(
        item,
        item.rng.choice(["lib/sync.jar", "app.war"]),
        {
            "META-INF/MANIFEST.MF": b"Manifest-Version: 1.0\r\n",
            "application.properties": settings(item),
            "App.class": b"\xca\xfe\xba\xbe" + item.rng.randbytes(300),
        },
    )


@form("docx")
def docx(item: Item) -> File:
    body = f'<?xml version="1.0"?><w:document><w:body><w:p><w:r><w:t>{sentence(item.rng)}</w:t></w:r></w:p><w:p><w:r><w:t>{" ".join(item.spoken)}: {item.secret}</w:t></w:r></w:p></w:body></w:document>'
    return zipped(
        item,
        "handover.docx",
        {"[Content_Types].xml": b'<?xml version="1.0"?><Types/>', "word/document.xml": body.encode()},
    )


@form("xlsx")
def xlsx(item: Item) -> File:
    strings = f'<?xml version="1.0"?><sst count="3"><si><t>name</t></si><si><t>{naming.upper(item.name)}</t></si><si><t>{item.secret}</t></si></sst>'
    return zipped(
        item,
        "accounts.xlsx",
        {
            "[Content_Types].xml": b'<?xml version="1.0"?><Types/>',
            "xl/sharedStrings.xml": strings.encode(),
            "xl/workbook.xml": b"<workbook/>",
        },
    )


@form("wheel")
def wheel(item: Item) -> File:
    return zipped(
        item,
        item.rng.choice(["dist/sync-1.0-py3-none-any.whl", "sync.1.0.0.nupkg"]),
        {"sync/__init__.py": b"", "sync/config.py": f'{naming.upper(item.name)} = "{item.secret}"\n'.encode()},
    )
