package org.examhall.scorm.manifest;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * One element of a manifest: names without prefixes, attributes by lower-case name.
 *
 * <p>Namespaces are kept for {@link Edition} alone: real manifests get them wrong, and no two names
 * that matter here differ only in namespace. One thread while it grows.
 */
final class XmlElement {
  private final Set<String> namespaces;
  private final String name;
  private final Map<String, String> attributes;
  private final List<XmlElement> children = new ArrayList<>();
  private final StringBuilder text = new StringBuilder();

  XmlElement(Set<String> namespaces, String name, Map<String, String> attributes) {
    this.namespaces = namespaces;
    this.name = name;
    this.attributes = attributes;
  }

  void add(XmlElement child) {
    children.add(child);
  }

  void addText(String more) {
    text.append(more);
  }

  String name() {
    return name;
  }

  /** Those it declares, as they stand. */
  Set<String> namespaces() {
    return namespaces;
  }

  /** The attribute's value, stripped; empty when absent or blank. */
  Optional<String> attribute(String lowerCaseName) {
    return Optional.ofNullable(attributes.get(lowerCaseName))
        .map(String::strip)
        .filter(value -> !value.isEmpty());
  }

  /** The element's own text, white space collapsed. */
  String text() {
    return text.toString().strip().replaceAll("\\s+", " ");
  }

  Stream<XmlElement> children(String childName) {
    return children.stream().filter(child -> child.name.equalsIgnoreCase(childName));
  }

  Optional<XmlElement> child(String childName) {
    return children(childName).findFirst();
  }

  /** The text of a child in lower case; blank when there is none. */
  String childText(String childName) {
    return child(childName).map(XmlElement::text).orElse("").toLowerCase(Locale.ROOT);
  }

  /** This element and all below it. */
  Stream<XmlElement> all() {
    return Stream.concat(Stream.of(this), children.stream().flatMap(XmlElement::all));
  }

  /** The same, leaving out children of that name and all below them. */
  Stream<XmlElement> allWithout(String childName) {
    return Stream.concat(
        Stream.of(this),
        children.stream()
            .filter(child -> !child.name.equalsIgnoreCase(childName))
            .flatMap(child -> child.allWithout(childName)));
  }
}
