package org.examhall.core.scoring;

import java.time.Duration;
import java.util.Optional;
import org.examhall.kernel.sql.Row;
import org.examhall.kernel.sql.Tx;

/**
 * Every statement about the {@code line_item} table.
 *
 * <p>One row a resource and deployment, so that a whole class's first grades make one column: who
 * gets the row by {@link #take} looks for the column at the platform, makes it if it is not there,
 * and saves its address; the others wait for that. No transaction spans a call, so the right ends
 * by itself; whoever has it next looks again before making one, and so finds what a maker made who
 * died before saving it.
 */
public final class LineItems {
  /**
   * A column that is there.
   *
   * @param insteadOfLost whether it stands for one that the platform no longer has, and grades of
   *     that one have not been made due yet
   */
  public record Known(String url, boolean insteadOfLost) {
    static Known read(Row row) {
      return new Known(row.text("url"), row.flag("instead_of_lost"));
    }
  }

  /** The column; empty when it is not known. */
  public Optional<Known> find(Tx tx, Column column) {
    return tx.one(
        """
        select url, lost_url not in ('', url) as instead_of_lost
          from line_item
         where resource_id = ?
           and deployment_id = ?
           and line_items_url = ?
           and url <> ''
        """,
        Known::read,
        column.resourceId(),
        column.deploymentId(),
        column.lineItemsUrl());
  }

  /** Takes the right to find or make it; false when it is known, or somebody else is at it. */
  public boolean take(Tx tx, Column column, Duration length) {
    return tx.change(
            """
            insert into line_item as i
                   (resource_id, deployment_id, line_items_url, url, label, maker_until)
            values (?, ?, ?, '', ?, now() + ? * interval '1 millisecond')
                on conflict (resource_id, deployment_id) do update
               set line_items_url = excluded.line_items_url,
                   url = '',
                   label = excluded.label,
                   maker_until = excluded.maker_until
             where (i.url = '' or i.line_items_url <> excluded.line_items_url)
               and (i.maker_until is null or i.maker_until < now())
            """,
            column.resourceId(),
            column.deploymentId(),
            column.lineItemsUrl(),
            column.label(),
            length.toMillis())
        == 1;
  }

  /**
   * It is there; when it is the lost one, that was not lost after all. Of two that were made the
   * first is kept: the address of that.
   */
  public String save(Tx tx, Column column, String url) {
    return tx.one(
            """
            update line_item
               set url = case when url = '' then ? else url end,
                   lost_url = case when url = '' and lost_url = ? then '' else lost_url end,
                   maker_until = null
             where resource_id = ?
               and deployment_id = ?
               and line_items_url = ?
            returning url
            """,
            row -> row.text("url"),
            url,
            url,
            column.resourceId(),
            column.deploymentId(),
            column.lineItemsUrl())
        .orElse(url);
  }

  /** It could not be found or made: whoever needs it next may take it. */
  public void release(Tx tx, Column column) {
    tx.change(
        """
        update line_item
           set maker_until = null
         where resource_id = ?
           and deployment_id = ?
           and line_items_url = ?
        """,
        column.resourceId(),
        column.deploymentId(),
        column.lineItemsUrl());
  }

  /** The platform no longer has it: whoever needs it next may take it, and finds or makes one. */
  public void lose(Tx tx, Column column, String url) {
    tx.change(
        """
        update line_item
           set url = '',
               lost_url = case lost_url when '' then url else lost_url end,
               maker_until = null
         where resource_id = ?
           and deployment_id = ?
           and line_items_url = ?
           and url = ?
        """,
        column.resourceId(),
        column.deploymentId(),
        column.lineItemsUrl(),
        url);
  }

  /** Grades of the lost one are cared for; false when somebody else does so. */
  public boolean settleLost(Tx tx, Column column) {
    return tx.change(
            """
            update line_item
               set lost_url = ''
             where resource_id = ?
               and deployment_id = ?
               and lost_url <> ''
            """,
            column.resourceId(),
            column.deploymentId())
        == 1;
  }
}
