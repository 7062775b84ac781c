package org.examhall.core.scoring;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.examhall.kernel.json.Json;
import org.examhall.kernel.sql.Row;
import org.examhall.kernel.sql.Tx;
import org.examhall.scorm.numbas.AttemptMap;
import org.examhall.scorm.numbas.AttemptMap.Place;

/**
 * Finds out which questions of the source an attempt's questions are.
 *
 * <p>Exams shuffle and choose, so the position that a student saw says nothing about which question
 * it was; the exam's suspend_data does. Run at the attempt's end, and again when somebody looks: it
 * does nothing where all is known. Absent: packages other than Numbas, questions that the data does
 * not place. Threads: any.
 */
public final class IdentifyQuestions {
  private static final Pattern OBJECTIVE = Pattern.compile("q(\\d{1,6})");

  private final Json json;

  /** Reads suspend_data with this. */
  public IdentifyQuestions(Json json) {
    this.json = json;
  }

  /** A question of the attempt and the number the exam gives it. */
  private record Numbered(int position, int number) {}

  /** Fills in what is not known yet. */
  public void run(Tx tx, long attemptId) {
    List<Numbered> unknown = unknown(tx, attemptId);
    if (!unknown.isEmpty()) {
      suspendData(tx, attemptId)
          .flatMap(data -> AttemptMap.read(json, data))
          .ifPresent(map -> save(tx, attemptId, unknown, map));
    }
  }

  private static List<Numbered> unknown(Tx tx, long attemptId) {
    return tx
        .list(
            """
            select q.position, c.value as id
              from attempt_question q
              join attempt_value c
                on c.attempt_id = q.attempt_id
               and c.key = 'cmi.objectives.' || q.position || '.id'
             where q.attempt_id = ?
               and q.group_index is null
            """,
            IdentifyQuestions::numbered,
            attemptId)
        .stream()
        .flatMap(Optional::stream)
        .toList();
  }

  private static Optional<Numbered> numbered(Row row) {
    Matcher id = OBJECTIVE.matcher(row.text("id"));
    return id.matches()
        ? Optional.of(new Numbered(row.intAt("position"), Integer.parseInt(id.group(1))))
        : Optional.empty();
  }

  private static Optional<String> suspendData(Tx tx, long attemptId) {
    return tx.one(
        "select value from attempt_value where attempt_id = ? and key = 'cmi.suspend_data'",
        row -> row.text("value"),
        attemptId);
  }

  private static void save(Tx tx, long attemptId, List<Numbered> questions, AttemptMap map) {
    List<Numbered> placed = new ArrayList<>();
    List<Place> places = new ArrayList<>();
    for (Numbered question : questions) {
      map.place(question.number())
          .ifPresent(
              place -> {
                placed.add(question);
                places.add(place);
              });
    }
    tx.change(
        """
        update attempt_question q
           set group_index = t.group_index, question_index = t.question_index
          from unnest(?::integer[], ?::integer[], ?::integer[])
               as t (position, group_index, question_index)
         where q.attempt_id = ?
           and q.position = t.position
        """,
        placed.stream().mapToInt(Numbered::position).toArray(),
        places.stream().mapToInt(Place::group).toArray(),
        places.stream().mapToInt(Place::index).toArray(),
        attemptId);
  }
}
