package org.examhall.core.resource;

import org.examhall.core.context.Launch;
import org.examhall.core.exam.CopyVersion;
import org.examhall.core.exam.ExamVersion;
import org.examhall.kernel.fault.Refused;
import org.examhall.kernel.sql.Tx;

/**
 * Sets up, behind a copied link, an exam of a course that its own was copied from: the same exam
 * version and settings, without the dates that are over and without anybody's attempts.
 *
 * <p>Errors: {@link Refused} when the launch's history does not name the resource, it is another
 * person's, or the link opens one already. Source: CV-01.
 */
public final class CopyResource {
  private final EarlierResources earlier;
  private final CopyVersion copy;
  private final ChooseExam choose;
  private final ResourceSettings settings;

  /** Works on these tables, by these verbs. */
  public CopyResource(
      EarlierResources earlier, CopyVersion copy, ChooseExam choose, ResourceSettings settings) {
    this.earlier = earlier;
    this.copy = copy;
    this.choose = choose;
    this.settings = settings;
  }

  /** The new resource. */
  public Resource run(Tx tx, Launch launch, long earlierId) {
    EarlierResource original =
        earlier.list(tx, launch).stream()
            .filter(resource -> resource.id() == earlierId)
            .findFirst()
            .orElseThrow(() -> new Refused(ResourceReason.NO_SUCH_RESOURCE));
    ExamVersion version = copy.run(tx, launch, original.examVersionId(), original.title());
    Resource resource = choose.run(tx, launch, version);
    settings.save(tx, settings.of(tx, original.id()).copiedTo(resource.id(), tx.now()));
    return resource;
  }
}
