package org.examhall.bridge.selection;

import java.math.BigDecimal;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.examhall.bridge.launch.Selection;
import org.examhall.core.context.Launch;
import org.examhall.core.exam.ExamVersions;
import org.examhall.core.resource.ChooseExam;
import org.examhall.core.resource.Resource;
import org.examhall.core.resource.ResourceReason;
import org.examhall.core.resource.Resources;
import org.examhall.kernel.crypto.Tokens;
import org.examhall.kernel.fault.Refused;
import org.examhall.kernel.sql.Db;
import org.examhall.kernel.sql.Tx;

/**
 * Answers a selection with what an instructor chose: sets up what is new, and makes the message
 * that carries it all back.
 *
 * <p>Repeats: the first answer stands, whatever is asked for later; for a few minutes it is given
 * again as it was, to a browser that asked twice and lost the first, then refused. Errors: {@link
 * Refused} when something is not of this course, or the platform does not take it. Threads: any;
 * the launch's row orders them. Source: Deep Linking 2.0 section 4.5; Content-Item Message 1.0
 * section 3.2.
 */
public final class AnswerSelection {
  private final Db db;
  private final OpenSelections selections;
  private final Tables tables;
  private final WriteAnswer write;
  private final Clock clock;
  private final Tokens tokens = new Tokens();

  /** Where exams are, and what sets one up. */
  public record Tables(Resources resources, ExamVersions versions, ChooseExam choose) {}

  /** Answers selections in {@code db}. */
  public AnswerSelection(
      Db db, OpenSelections selections, Tables tables, WriteAnswer write, Clock clock) {
    this.db = db;
    this.selections = selections;
    this.tables = tables;
    this.write = write;
    this.clock = clock;
  }

  /** The answer; no choices: the selection is cancelled. */
  public SelectionAnswer run(Launch launch, List<Choice> choices) {
    OpenSelections.Found found = db.tx(tx -> answered(tx, launch, choices));
    Answered answered = found.answered().orElseThrow();
    if (answered.isOver(clock.instant())) {
      throw new Refused(AnswerReason.ANSWERED);
    }
    return write.run(found.selection(), answered);
  }

  private OpenSelections.Found answered(Tx tx, Launch launch, List<Choice> choices) {
    OpenSelections.Found found = selections.lock(tx, launch);
    if (found.answered().isPresent()) {
      return found;
    }
    requireTaken(found.selection(), choices.size());
    List<ChosenExam> exams = new ArrayList<>();
    choices.forEach(choice -> exams.add(chosen(tx, launch, choice)));
    Answered answered = new Answered(clock.instant().getEpochSecond(), tokens.fresh(), exams);
    selections.saveAnswered(tx, launch, answered);
    return new OpenSelections.Found(found.selection(), Optional.of(answered));
  }

  private static void requireTaken(Selection selection, int count) {
    if (count > 0 && !selection.takesExams()) {
      throw new Refused(AnswerReason.NO_EXAMS);
    }
    if (count > 1 && !selection.takesSeveral()) {
      throw new Refused(AnswerReason.ONE_ONLY);
    }
  }

  private ChosenExam chosen(Tx tx, Launch launch, Choice choice) {
    Resource resource = resource(tx, launch, choice);
    return new ChosenExam(
        resource.id(),
        choice.title().orElse(resource.title()),
        choice.points().orElseGet(() -> points(tx, resource)));
  }

  private Resource resource(Tx tx, Launch launch, Choice choice) {
    if (choice.what() instanceof Choice.What.Exam exam) {
      return tables.choose().run(tx, launch, exam.id(), choice.title());
    }
    long id = ((Choice.What.Resource) choice.what()).id();
    return tables
        .resources()
        .find(tx, launch.contextId(), id)
        .orElseThrow(() -> new Refused(ResourceReason.NO_SUCH_RESOURCE));
  }

  private BigDecimal points(Tx tx, Resource resource) {
    return tables.versions().byId(tx, resource.examVersionId()).points();
  }
}
