package org.examhall.demo.lms;

import java.util.ArrayList;
import java.util.List;

/** What the gradebook shows: a row per student, a column per activity and per other line item. */
public record GradebookModel(String courseTitle, Person me, List<Column> columns, List<Row> rows) {
  /** A column under its name in the grades. */
  public record Column(String id, String title) {}

  /** A student's grades, in the order of the columns. */
  public record Row(Person student, List<GradeCell> cells) {}

  static GradebookModel of(DemoLms lms, Person me) {
    List<Column> columns = columns(lms);
    return new GradebookModel(
        Course.TITLE,
        me,
        columns,
        lms.course().students().stream().map(student -> row(lms, columns, student)).toList());
  }

  static List<Column> columns(DemoLms lms) {
    List<Column> columns = new ArrayList<>();
    lms.course().activities().forEach(a -> columns.add(new Column(a.id(), a.title())));
    Columns items = lms.platform().columns();
    items.lineItems().stream()
        .filter(item -> items.cellOf(item).equals(item.id()))
        .forEach(item -> columns.add(new Column(item.id(), item.label())));
    return columns;
  }

  private static Row row(DemoLms lms, List<Column> columns, Person student) {
    return new Row(
        student, columns.stream().map(column -> GradeCell.of(lms, column.id(), student)).toList());
  }
}
