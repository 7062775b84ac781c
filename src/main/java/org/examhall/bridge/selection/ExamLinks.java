package org.examhall.bridge.selection;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.examhall.bridge.launch.LaunchFacts;
import org.examhall.bridge.launch.ToolAddresses;
import org.examhall.bridge.service.FindColumn;
import org.examhall.core.resource.ResourceSetting;
import org.examhall.core.resource.ResourceSettings;
import org.examhall.kernel.sql.Db;
import org.examhall.lti.contentitem.ContentItem;
import org.examhall.lti.deeplink.LinkItem;

/**
 * Exams as the links of a course that open them.
 *
 * <p>What a link opens is said by a custom parameter, since not every platform keeps the query of
 * an address. Source: DL-05, DL-06, CI-03.
 */
public final class ExamLinks {
  private final Db db;
  private final ResourceSettings settings;
  private final ToolAddresses addresses;

  /** Reads when exams are open from {@code db}. */
  public ExamLinks(Db db, ResourceSettings settings, ToolAddresses addresses) {
    this.db = db;
    this.settings = settings;
    this.addresses = addresses;
  }

  List<LinkItem> linkItems(List<ChosenExam> exams) {
    return db.read(
        tx -> exams.stream().map(e -> linkItem(e, settings.of(tx, e.resourceId()))).toList());
  }

  List<ContentItem> contentItems(List<ChosenExam> exams) {
    return exams.stream()
        .map(
            exam ->
                new ContentItem(
                    addresses.launch11(),
                    exam.title(),
                    "",
                    custom(exam),
                    Optional.of("iframe"),
                    Optional.of(new ContentItem.LineItem(exam.title(), name(exam), exam.points()))))
        .toList();
  }

  /** For platforms that keep nothing but an address. */
  String addressOf(ChosenExam exam) {
    return addresses.launch11()
        + "?custom_"
        + LaunchFacts.RESOURCE_PARAMETER
        + "="
        + exam.resourceId();
  }

  private LinkItem linkItem(ChosenExam exam, ResourceSetting setting) {
    return new LinkItem(
        Optional.of(addresses.launch()),
        exam.title(),
        Optional.empty(),
        custom(exam),
        Optional.of(
            new LinkItem.LineItem(
                exam.points(),
                exam.title(),
                name(exam),
                Optional.of(FindColumn.TAG),
                Optional.empty())),
        period(setting.availableFrom(), setting.availableUntil()),
        period(Optional.empty(), setting.dueAt()));
  }

  /** What closes before it opens is closed between the two, which no platform could say. */
  private static LinkItem.Period period(Optional<Instant> start, Optional<Instant> end) {
    boolean closedBetween = end.flatMap(e -> start.filter(s -> !s.isBefore(e))).isPresent();
    return closedBetween ? LinkItem.Period.ALWAYS : new LinkItem.Period(start, end);
  }

  private static Map<String, String> custom(ChosenExam exam) {
    return Map.of(LaunchFacts.RESOURCE_PARAMETER, Long.toString(exam.resourceId()));
  }

  private static String name(ChosenExam exam) {
    return "examhall-" + exam.resourceId();
  }
}
