package org.examhall.scorm.manifest;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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

  private static final int MAX_ACTIVITIES = 500;
  private static final String UNTITLED = "Untitled";

  /** An item of the organisation and the resource it starts; a heading starts none. */
  private record Line(int depth, XmlElement item, Optional<XmlElement> resource) {}

  /** The manifest of the package. */
  public Manifest read(PackageFolder folder) throws IOException {
    Path file = folder.files().resolve(FILE);
    if (!Files.isRegularFile(file)) {
      throw new Contents(folder.files()).withoutManifest();
    }
    XmlElement manifest = SafeXml.read(file);
    Edition edition = Edition.of(manifest);
    Optional<XmlElement> organisation = organisation(manifest);
    List<Line> lines = lines(manifest, organisation, edition);
    List<Line> launchable = lines.stream().filter(line -> line.resource().isPresent()).toList();
    Line first = launchable.get(0);
    boolean several = launchable.size() > 1;
    if (several) {
      Sequencing.check(manifest, organisation);
    }
    Launches launches = new Launches(folder, manifest, edition);
    return new Manifest(
        edition,
        Stream.concat(organisation.stream(), Stream.of(first.item()))
            .flatMap(element -> title(element).stream())
            .findFirst(),
        launches.of(first.item(), first.resource().orElseThrow()),
        value(first.item(), "datafromlms"),
        masteryScore(first.item()),
        several ? lines.stream().map(line -> activity(line, launches)).toList() : List.of());
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

  /** The table of contents from top to bottom. Headings over nothing are left out. */
  private static List<Line> lines(
      XmlElement manifest, Optional<XmlElement> organisation, Edition edition) {
    List<Line> lines = new ArrayList<>();
    organisation.ifPresent(top -> addLines(manifest, top, 0, lines));
    if (lines.isEmpty()) {
      throw PackageReason.NOTHING_TO_LAUNCH.refuse(edition.words());
    }
    if (lines.size() > MAX_ACTIVITIES) {
      throw PackageReason.TOO_MANY_ACTIVITIES.refuse(MAX_ACTIVITIES);
    }
    return lines;
  }

  private static void addLines(XmlElement manifest, XmlElement parent, int depth, List<Line> to) {
    for (XmlElement item : parent.children("item").toList()) {
      Line line = new Line(depth, item, resource(manifest, item));
      List<Line> below = new ArrayList<>();
      addLines(manifest, item, depth + 1, below);
      if (line.resource().isPresent() || !below.isEmpty()) {
        to.add(line);
        to.addAll(below);
      }
    }
  }

  private static Activity activity(Line line, Launches launches) {
    return new Activity(
        line.depth(),
        line.resource().map(ManifestReader::kind).orElse(Activity.Kind.FOLDER),
        title(line.item()).orElse(UNTITLED),
        line.resource().map(resource -> launches.of(line.item(), resource)),
        value(line.item(), "datafromlms"),
        masteryScore(line.item()));
  }

  private static Activity.Kind kind(XmlElement resource) {
    boolean asset =
        resource.attribute("scormtype").filter(type -> type.equalsIgnoreCase("asset")).isPresent();
    return asset ? Activity.Kind.ASSET : Activity.Kind.SCO;
  }

  private static Optional<String> title(XmlElement element) {
    return element.child("title").map(XmlElement::text).filter(title -> !title.isEmpty());
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

  private static Optional<BigDecimal> masteryScore(XmlElement item) {
    return value(item, "masteryscore")
        .or(() -> value(item, "minNormalizedMeasure"))
        .filter(text -> text.matches("[+-]?\\d{1,3}(\\.\\d{1,6})?"))
        .map(BigDecimal::new)
        .filter(score -> score.abs().compareTo(MAX_MASTERY) <= 0);
  }

  /** The text of the first element of that name inside the item, not of items below it. */
  private static Optional<String> value(XmlElement item, String name) {
    return item.allWithout("item")
        .filter(element -> element.name().equalsIgnoreCase(name))
        .map(XmlElement::text)
        .filter(text -> !text.isEmpty())
        .findFirst();
  }
}
