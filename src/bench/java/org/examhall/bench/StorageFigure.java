package org.examhall.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.examhall.bench.Seats.Seat;
import org.examhall.bench.Stream.Element;

/**
 * B19: what a finished attempt keeps in the database, beside a table with a row for each SetValue.
 *
 * <p>The recorded 30-question exam is sent as the player sends it, once for each attempt, and
 * packed. Ours counts every table and index of the product, theirs one table and its two indexes.
 */
final class StorageFigure implements Measurement {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String DATA = "cmi.suspend_data";

  private static final String PLAIN =
      """
      create schema plain;
      create table plain.element (
        id bigint generated always as identity primary key,
        attempt_id bigint not null,
        key text not null,
        value text not null,
        at timestamptz not null default now());
      create index on plain.element (attempt_id);
      """;

  private static final String SIZE =
      """
      select sum(pg_total_relation_size(c.oid))
        from pg_class c
        join pg_namespace n on n.oid = c.relnamespace
       where c.relkind = 'r'
         and n.nspname = '%s'
      """;

  private final Stream stream = Stream.read("load-stream-30q");

  @Override
  public Map<String, String> meanings() {
    return Map.of("B19", "bytes of a finished attempt, packed / of a row for each SetValue");
  }

  @Override
  public List<Figure> run(Stand stand) {
    stand.close(); // whatever others have stored is none of ours
    int attempts = stand.quick() ? 40 : 200;
    Site site = stand.site();
    try (Connection connection = site.database().connect();
        Statement statement = connection.createStatement()) {
      statement.execute("vacuum full");
      long before = size(statement, "public");
      sit(site, site.seats().add(attempts));
      statement.execute("vacuum full");
      double rows = (double) (size(statement, "public") - before) / attempts;
      site.rig().run("", "attempts", "pack");
      statement.execute(PLAIN);
      long empty = size(statement, "plain");
      for (int i = 1; i <= attempts; i++) {
        store(connection, i);
      }
      statement.execute("vacuum full");
      double ours = (double) (size(statement, "public") - before) / attempts;
      double plain = (double) (size(statement, "plain") - empty) / attempts;
      String parts =
          "%.0f bytes packed (%.0f before) / %.0f, %d attempts"
              .formatted(ours, rows, plain, attempts);
      return List.of(Figure.median("B19", parts, List.of(ours / plain)));
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static long size(Statement statement, String schema) throws SQLException {
    try (ResultSet row = statement.executeQuery(SIZE.formatted(schema))) {
      row.next();
      return row.getLong(1);
    }
  }

  private void store(Connection connection, int attempt) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into plain.element (attempt_id, key, value) values (?, ?, ?)")) {
      for (List<Element> message : stream.messages()) {
        for (Element element : message) {
          insert.setLong(1, attempt);
          insert.setString(2, element.key());
          insert.setString(3, element.value());
          insert.addBatch();
        }
      }
      insert.executeBatch();
    }
  }

  /** All take the whole exam side by side, each batch after the ack of the one before. */
  private void sit(Site site, List<Seat> seats) {
    URI content = URI.create(site.rig().content());
    List<LoadSocket> sockets = seats.stream().map(seat -> LoadSocket.open(content, seat)).toList();
    String data = "";
    for (List<Element> message : stream.messages()) {
      for (LoadSocket socket : sockets) {
        say(socket, save(socket, message, data));
      }
      data = dataAfter(message, data);
    }
    sockets.forEach(LoadSocket::close);
  }

  private static void say(LoadSocket socket, byte[] save) {
    try {
      socket.send(save);
      boolean[] acked = {false};
      while (!acked[0]) {
        socket.read(answer -> acked[0] |= isAck(answer));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isAck(String answer) {
    if (answer.contains("\"t\":\"ack\"") && !answer.contains("\"refused\":[]")) {
      throw new IllegalStateException(answer);
    }
    return answer.contains("\"t\":\"ack\"");
  }

  private static byte[] save(LoadSocket socket, List<Element> message, String before) {
    ObjectNode save =
        JSON.createObjectNode()
            .put("t", "save")
            .put("v", 1)
            .put("epoch", socket.epoch())
            .put("seq", socket.nextSeq());
    var elements = save.putArray("els");
    String data = before;
    for (Element element : message) {
      ObjectNode node = elements.addObject().put("k", element.key());
      if (element.key().equals(DATA) && !data.isEmpty() && !data.equals(element.value())) {
        Stretches.write(node, data, element.value());
      } else {
        node.put("v", element.value());
      }
      node.put("at", System.currentTimeMillis());
      data = element.key().equals(DATA) ? element.value() : data;
    }
    return save.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static String dataAfter(List<Element> message, String before) {
    return message.stream()
        .filter(element -> element.key().equals(DATA))
        .map(Element::value)
        .reduce(before, (earlier, later) -> later);
  }
}
