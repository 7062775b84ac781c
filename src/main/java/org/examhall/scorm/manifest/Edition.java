package org.examhall.scorm.manifest;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.examhall.scorm.problem.PackageReason;

/**
 * Which SCORM a package was made for.
 *
 * <p>Source: SCORM 1.2 CAM 2.3, SCORM 2004 CAM 3.4.1.2 ({@code schemaversion}); manifests that lack
 * it are told by the ADL namespace they use.
 */
public enum Edition {
  SCORM_12("SCORM 1.2"),
  SCORM_2004_2ND("SCORM 2004 2nd Edition"),
  SCORM_2004_3RD("SCORM 2004 3rd Edition"),
  SCORM_2004_4TH("SCORM 2004 4th Edition"),
  /** An ADL namespace of 2004 and no word about the edition. */
  SCORM_2004("SCORM 2004");

  private static final List<String> CARTRIDGES = List.of("common cartridge", "imsccv", "imscp_cc");

  private final String words;

  Edition(String words) {
    this.words = words;
  }

  /** As people call it. */
  public String words() {
    return words;
  }

  /** Whether it speaks the API of 1.2; the others speak that of 2004. */
  public boolean isScorm12() {
    return this == SCORM_12;
  }

  static Edition of(XmlElement manifest) {
    if (!manifest.name().equals("manifest")) {
      throw PackageReason.MANIFEST_NOT_SCORM.refuse("something called " + manifest.name());
    }
    XmlElement none = new XmlElement(Set.of(), "metadata", Map.of());
    XmlElement metadata = manifest.child("metadata").orElse(none);
    Set<String> namespaces =
        manifest
            .all()
            .flatMap(element -> element.namespaces().stream())
            .map(namespace -> namespace.toLowerCase(Locale.ROOT))
            .collect(Collectors.toSet());
    String schema = metadata.childText("schema") + " " + namespaces;
    if (CARTRIDGES.stream().anyMatch(schema::contains)) {
      throw PackageReason.MANIFEST_NOT_SCORM.refuse("an IMS Common Cartridge");
    }
    return byVersion(metadata.childText("schemaversion"))
        .or(() -> byNamespace(namespaces))
        .orElseThrow(() -> PackageReason.MANIFEST_NOT_SCORM.refuse(found(manifest, schema)));
  }

  private static Optional<Edition> byVersion(String version) {
    if (version.equals("1.2")) {
      return Optional.of(SCORM_12);
    }
    if (version.startsWith("cam 1.3") || version.contains("2004 2nd")) {
      return Optional.of(SCORM_2004_2ND);
    }
    if (version.contains("2004 3rd")) {
      return Optional.of(SCORM_2004_3RD);
    }
    if (version.contains("2004 4th")) {
      return Optional.of(SCORM_2004_4TH);
    }
    return version.contains("2004") ? Optional.of(SCORM_2004) : Optional.empty();
  }

  private static Optional<Edition> byNamespace(Set<String> namespaces) {
    if (namespaces.stream().anyMatch(n -> n.contains("adlcp_v1p3"))) {
      return Optional.of(SCORM_2004);
    }
    return namespaces.stream().anyMatch(n -> n.contains("adlcp_rootv1p2"))
        ? Optional.of(SCORM_12)
        : Optional.empty();
  }

  private static String found(XmlElement manifest, String schema) {
    boolean questions =
        schema.contains("qti")
            || manifest
                .all()
                .anyMatch(e -> e.attribute("type").filter(t -> t.contains("qti")).isPresent());
    return questions
        ? "questions in the QTI format"
        : "an IMS content package without the marks of SCORM";
  }
}
