package org.examhall.web.instructor;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.examhall.bridge.selection.Choice;
import org.examhall.core.resource.CourseExam;
import org.examhall.kernel.fault.Refused;
import org.examhall.web.http.HttpReason;
import org.examhall.web.http.Request;
import org.examhall.web.parts.Words;

/**
 * What is chosen for the LMS, as the form holds it.
 *
 * @param chosen names of the ticked exams, {@code resource-7} or {@code exam-7}
 * @param typed by field, {@code title-} or {@code points-} and the exam's name
 * @param problems what can't be read
 */
public record SelectForm(List<String> chosen, Map<String, String> typed, List<Words> problems) {
  private static final Pattern NAME = Pattern.compile("(resource|exam)-[1-9]\\d{0,17}");
  private static final Pattern POINTS = Pattern.compile("\\d{1,6}([.,]\\d{1,4})?");

  /** Of the names that platforms keep, the shortest. */
  static final int LONGEST_TITLE = 255;

  /**
   * An exam that can be chosen.
   *
   * @param name in the form
   * @param title and {@code points}, as typed or as usual
   * @param links that open it, as the LMS calls them; may be empty
   * @param setUp whether it has settings already
   */
  public record Line(
      String name,
      String heading,
      String title,
      String points,
      String links,
      long attempts,
      Instant addedAt,
      boolean setUp,
      boolean ticked) {}

  /** Nothing is chosen yet but what was just uploaded, if anything was. */
  static SelectForm of(List<CourseExam> exams, Optional<String> uploaded) {
    List<String> chosen =
        exams.stream()
            .filter(exam -> uploaded.equals(Optional.of(Long.toString(exam.examId()))))
            .map(SelectForm::nameOf)
            .limit(1)
            .toList();
    return new SelectForm(chosen, Map.of(), List.of());
  }

  /** The form as it was sent. */
  static SelectForm of(Request request) {
    List<String> chosen = request.parameters("choice").stream().distinct().toList();
    if (!chosen.stream().allMatch(name -> NAME.matcher(name).matches())) {
      throw new Refused(HttpReason.UNREADABLE);
    }
    Map<String, String> typed = new LinkedHashMap<>();
    for (String name : chosen) {
      for (String field : List.of("title-" + name, "points-" + name)) {
        request.parameter(field).ifPresent(text -> typed.put(field, text));
      }
    }
    return new SelectForm(chosen, typed, new ArrayList<>());
  }

  /** An exam as a line of the form. */
  Line line(CourseExam exam) {
    String name = nameOf(exam);
    return new Line(
        name,
        exam.title(),
        typed.getOrDefault("title-" + name, exam.title()),
        typed.getOrDefault("points-" + name, exam.points().stripTrailingZeros().toPlainString()),
        exam.links(),
        exam.attempts(),
        exam.addedAt(),
        exam.resourceId().isPresent(),
        chosen.contains(name));
  }

  private static String nameOf(CourseExam exam) {
    return exam.resourceId().map(id -> "resource-" + id).orElse("exam-" + exam.examId());
  }

  /** What the form says; if it can't be read, {@link #problems} says why. */
  List<Choice> read() {
    if (chosen.isEmpty()) {
      problems.add(Words.of("select.none_chosen"));
    }
    return chosen.stream().map(name -> new Choice(what(name), title(name), points(name))).toList();
  }

  private static Choice.What what(String name) {
    long id = Long.parseLong(name.substring(name.indexOf('-') + 1));
    return name.startsWith("exam-") ? new Choice.What.Exam(id) : new Choice.What.Resource(id);
  }

  private Optional<String> title(String name) {
    Optional<String> title = Optional.ofNullable(typed.get("title-" + name));
    if (title.filter(text -> text.length() > LONGEST_TITLE).isPresent()) {
      problems.add(Words.of("select.title_long", LONGEST_TITLE));
    }
    return title;
  }

  private Optional<BigDecimal> points(String name) {
    Optional<String> text = Optional.ofNullable(typed.get("points-" + name));
    Optional<BigDecimal> points =
        text.filter(t -> POINTS.matcher(t).matches())
            .map(t -> new BigDecimal(t.replace(',', '.')))
            .filter(number -> number.signum() > 0);
    if (text.isPresent() && points.isEmpty()) {
      problems.add(Words.of("select.points_wrong", text.get()));
    }
    return points;
  }
}
