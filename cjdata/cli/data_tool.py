"""The data tool: ``python -m cjdata``.

Exit status: 0 when it did what was asked, 1 when an input was refused (every reason on
standard error, one line each), 2 on wrong usage.
"""

from __future__ import annotations

from typing import Any

import click

from cjdata.cli.backup_commands import backup, restore
from cjdata.cli.fetch_command import fetch
from cjdata.cli.image_command import image
from cjdata.cli.loading_commands import import_files, recipe, template
from cjdata.cli.pack_commands import pack, pictures, site, workbook
from cjdata.cli.query_command import query
from cjdata.cli.report_command import write_report
from cjdata.cli.snapshot_commands import build, history, prune, rollback
from cjdata.cli.status_command import status
from cjdata.cli.words_commands import words
from cjdata.errors import CjdataError


class _Tool(click.Group):
    """Turns a refusal into its findings and exit status 1, whatever the command."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except CjdataError as error:
            for finding in error.findings:
                click.echo(str(finding), err=True)
            ctx.exit(1)


@click.group(cls=_Tool)
def main() -> None:
    """Build and ask the figures of the Community Justice Dashboard.

    The data folder is CJDATA_HOME, or data/ in the project.
    """


for command in (
    build,
    status,
    query,
    history,
    rollback,
    prune,
    import_files,
    fetch,
    template,
    recipe,
    write_report,
    words,
    backup,
    restore,
    image,
    pictures,
    workbook,
    site,
    pack,
):
    main.add_command(command)
