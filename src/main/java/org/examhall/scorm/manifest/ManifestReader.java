package org.examhall.scorm.manifest;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.examhall.scorm.problem.PackageReason;
import org.examhall.scorm.serve.PackageFolder;

/**
 * Reads the manifest of an unpacked package.
 *
 * <p>Lenient where real packages are wrong and it does no harm (Numbas writes identifiers that are
 * no NCNames and lists files that are not there): nothing is validated against a schema, and only
 * the launch file must exist. Strict where a student would meet the fault. Errors: {@code Refused}
 * with a {@link PackageReason} that names what was found. Threads: any.
 */
public final class ManifestReader {
  private static final String FILE = "imsmanifest.xml";
  private static final BigDecimal MAX_MASTERY = BigDecimal.valueOf(100);

  /** An item of the organisation and the resource it starts. */
  private record Activity(XmlElement item, XmlElement resource) {}

  /** The manifest of the package. */
  public Manifest read(PackageFolder folder) throws IOException {
    Path file = folder.files().resolve(FILE);
    if (!Files.isRegularFile(file)) {
      throw new Contents(folder.files()).withoutManifest();
    }
    XmlElement manifest = SafeXml.read(file);
    Edition edition = Edition.of(manifest);
    Optional<XmlElement> organisation = organisation(manifest);
    Activity activity = onlyActivity(edition, manifest, organisation);
    return new Manifest(
        edition,
        Stream.concat(organisation.stream(), Stream.of(activity.item()))
            .flatMap(element -> element.child("title").stream())
            .map(XmlElement::text)
            .filter(title -> !title.isEmpty())
            .findFirst(),
        launch(folder, manifest, activity, edition),
        value(activity.item(), "datafromlms"),
        masteryScore(activity.item()));
  }

  /** The organisation named as default, else the first. */
  private static Optional<XmlElement> organisation(XmlElement manifest) {
    Optional<XmlElement> organisations = manifest.child("organizations");
    Optional<String> preferred = organisations.flatMap(all -> all.attribute("default"));
    return organisations.flatMap(
        all ->
            all.children("organization")
                .filter(one -> preferred.isPresent())
                .filter(one -> one.attribute("identifier").equals(preferred))
                .findFirst()
                .or(() -> all.child("organization")));
  }

  private static Activity onlyActivity(
      Edition edition, XmlElement manifest, Optional<XmlElement> organisation) {
    List<Activity> activities =
        organisation.stream()
            .flatMap(XmlElement::all)
            .filter(element -> element.name().equalsIgnoreCase("item"))
            .flatMap(item -> resource(manifest, item).map(r -> new Activity(item, r)).stream())
            .toList();
    if (activities.size() > 1) {
      throw PackageReason.SEVERAL_ACTIVITIES.refuse(edition.words(), activities.size());
    }
    if (activities.isEmpty()) {
      throw PackageReason.NOTHING_TO_LAUNCH.refuse(edition.words());
    }
    return activities.get(0);
  }

  private static Optional<XmlElement> resource(XmlElement manifest, XmlElement item) {
    Optional<String> reference = item.attribute("identifierref");
    return manifest
        .child("resources")
        .flatMap(
            resources ->
                resources
                    .children("resource")
                    .filter(one -> reference.isPresent())
                    .filter(one -> one.attribute("identifier").equals(reference))
                    .findFirst());
  }

  private static Launch launch(
      PackageFolder folder, XmlElement manifest, Activity activity, Edition edition) {
    String href =
        activity
            .resource()
            .attribute("href")
            .orElseThrow(() -> PackageReason.NOTHING_TO_LAUNCH.refuse(edition.words()));
    List<String> bases =
        Stream.of(
                Optional.of(manifest),
                manifest.child("resources"),
                Optional.of(activity.resource()))
            .flatMap(Optional::stream)
            .flatMap(element -> element.attribute("base").stream())
            .toList();
    return Launch.resolve(folder, bases, href, activity.item().attribute("parameters").orElse(""));
  }

  private static Optional<BigDecimal> masteryScore(XmlElement item) {
    return value(item, "masteryscore")
        .or(() -> value(item, "minNormalizedMeasure"))
        .filter(text -> text.matches("[+-]?\\d{1,3}(\\.\\d{1,6})?"))
        .map(BigDecimal::new)
        .filter(score -> score.abs().compareTo(MAX_MASTERY) <= 0);
  }

  /** The text of the first element of that name inside the item. */
  private static Optional<String> value(XmlElement item, String name) {
    return item.all()
        .filter(element -> element.name().equalsIgnoreCase(name))
        .map(XmlElement::text)
        .filter(text -> !text.isEmpty())
        .findFirst();
  }
}
