package org.examhall.core.exam;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.examhall.kernel.sql.Tx;
import org.examhall.scorm.PackageFacts;
import org.examhall.scorm.numbas.ExamSource;
import org.examhall.scorm.numbas.NumbasExam;
import org.examhall.scorm.numbas.Part;
import org.examhall.scorm.numbas.Question;
import org.jspecify.annotations.Nullable;

/** Every statement about the {@code exam_question} and {@code exam_part} tables. */
public final class ExamQuestions {
  private record PartOf(Question question, Part part) {}

  /** The version's questions in the source's order; none for packages that do not tell. */
  public List<ExamQuestion> list(Tx tx, long versionId) {
    return tx.list(
        """
        select group_index, question_index, name, max_score
          from exam_question
         where exam_version_id = ?
         order by group_index, question_index
        """,
        ExamQuestion::read,
        versionId);
  }

  /** Stores what the package's source says; packages without a readable source have none. */
  void add(Tx tx, long versionId, PackageFacts facts) {
    List<Question> questions =
        facts.numbas().flatMap(NumbasExam::source).map(ExamSource::questions).orElse(List.of());
    List<PartOf> parts =
        questions.stream()
            .flatMap(q -> q.parts().stream().flatMap(Part::all).map(p -> new PartOf(q, p)))
            .toList();
    addQuestions(tx, versionId, questions);
    addParts(tx, versionId, parts);
  }

  /** Stores for a version what another of the same package has. */
  void copy(Tx tx, long fromVersionId, long toVersionId) {
    tx.change(
        """
        insert into exam_question
               (exam_version_id, group_index, question_index, name, max_score)
        select ?, group_index, question_index, name, max_score
          from exam_question
         where exam_version_id = ?
        """,
        toVersionId,
        fromVersionId);
    tx.change(
        """
        insert into exam_part
               (exam_version_id, group_index, question_index, path, part_type, label, max_score)
        select ?, group_index, question_index, path, part_type, label, max_score
          from exam_part
         where exam_version_id = ?
        """,
        toVersionId,
        fromVersionId);
  }

  private static void addQuestions(Tx tx, long versionId, List<Question> questions) {
    tx.change(
        """
        insert into exam_question
               (exam_version_id, group_index, question_index, name, max_score)
        select ?, q.group_index, q.question_index, q.name, q.max_score
          from unnest(?, ?, ?, ?) as q (group_index, question_index, name, max_score)
        """,
        versionId,
        questions.stream().mapToInt(Question::group).toArray(),
        questions.stream().mapToInt(Question::index).toArray(),
        questions.stream().map(Question::name).toArray(String[]::new),
        questions.stream().map(q -> orNull(q.marks())).toArray(BigDecimal[]::new));
  }

  private static void addParts(Tx tx, long versionId, List<PartOf> parts) {
    tx.change(
        """
        insert into exam_part
               (exam_version_id, group_index, question_index, path, part_type, label, max_score)
        select ?, p.group_index, p.question_index, p.path, p.part_type, p.label, p.max_score
          from unnest(?, ?, ?, ?, ?, ?)
               as p (group_index, question_index, path, part_type, label, max_score)
        """,
        versionId,
        parts.stream().mapToInt(p -> p.question().group()).toArray(),
        parts.stream().mapToInt(p -> p.question().index()).toArray(),
        parts.stream().map(p -> p.part().path()).toArray(String[]::new),
        parts.stream().map(p -> p.part().type()).toArray(String[]::new),
        parts.stream().map(p -> p.part().label()).toArray(String[]::new),
        parts.stream().map(p -> orNull(p.part().marks())).toArray(BigDecimal[]::new));
  }

  private static @Nullable BigDecimal orNull(Optional<BigDecimal> marks) {
    return marks.orElse(null);
  }
}
