package org.examhall.scorm.manifest;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.examhall.scorm.problem.PackageReason;
import org.examhall.scorm.serve.PackageFolder;

/** Finds the pages that start the activities of one manifest. */
record Launches(PackageFolder folder, XmlElement manifest, Edition edition) {
  /** The page that starts the item by this resource. */
  Launch of(XmlElement item, XmlElement resource) {
    String href =
        resource
            .attribute("href")
            .orElseThrow(() -> PackageReason.NOTHING_TO_LAUNCH.refuse(edition.words()));
    List<String> bases =
        Stream.of(Optional.of(manifest), manifest.child("resources"), Optional.of(resource))
            .flatMap(Optional::stream)
            .flatMap(element -> element.attribute("base").stream())
            .toList();
    return Launch.resolve(folder, bases, href, item.attribute("parameters").orElse(""));
  }
}
