package org.examhall.scorm;

/** Manifests as authoring tools write them. */
public final class Manifests {
  private Manifests() {}

  /** SCORM 1.2, one activity, the launch page given. */
  public static String scorm12(String href) {
    return """
        <?xml version="1.0" encoding="UTF-8"?>
        <manifest identifier="M" version="1.0"
            xmlns="http://www.imsproject.org/xsd/imscp_rootv1p1p2"
            xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_rootv1p2">
          <metadata><schema>ADL SCORM</schema><schemaversion>1.2</schemaversion></metadata>
          <organizations default="O">
            <organization identifier="O">
              <title>Capitals &amp; rivers, x &lt; 3</title>
              <item identifier="I" identifierref="R">
                <title>Quiz</title>
                <adlcp:datafromlms>level=2</adlcp:datafromlms>
                <adlcp:masteryscore>80</adlcp:masteryscore>
              </item>
            </organization>
          </organizations>
          <resources>
            <resource identifier="R" type="webcontent" adlcp:scormtype="sco" href="%s"/>
          </resources>
        </manifest>
        """
        .formatted(href);
  }

  /** As Numbas writes it: identifiers that are no NCNames, files that are not there. */
  public static String numbas(String escapedTitle) {
    return scorm2004("2004 3rd Edition", escapedTitle, "<file href=\"scripts/absent.js\"/>");
  }

  /** SCORM 2004 with that schema version. */
  public static String scorm2004(String schemaVersion, String escapedTitle, String files) {
    return """
        <manifest identifier="Numbas: %2$s"
            xmlns="http://www.imsglobal.org/xsd/imscp_v1p1"
            xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_v1p3"
            xmlns:imsss="http://www.imsglobal.org/xsd/imsss">
          <metadata><schema>ADL SCORM</schema><schemaversion>%1$s</schemaversion></metadata>
          <organizations default="Numbas: %2$s">
            <organization identifier="Numbas: %2$s">
              <title>%2$s</title>
              <item identifier="item1" identifierref="res1"><title>Exam</title>
                <imsss:sequencing><imsss:objectives><imsss:primaryObjective
                  objectiveID="p"><imsss:minNormalizedMeasure>0.5</imsss:minNormalizedMeasure>
                </imsss:primaryObjective></imsss:objectives></imsss:sequencing>
              </item>
            </organization>
          </organizations>
          <resources>
            <resource identifier="res1" type="webcontent" adlcp:scormType="sco" href="index.html">
              <file href="index.html"/>%3$s
            </resource>
          </resources>
        </manifest>
        """
        .formatted(schemaVersion, escapedTitle, files);
  }

  /** SCORM 1.2, two activities and a page of notes; the rule stands in the first item. */
  public static String course(String rule) {
    String items =
        """
        <item identifier="A" identifierref="R"><title>One</title>
          <adlcp:datafromlms>level=1</adlcp:datafromlms>
          <adlcp:masteryscore>60</adlcp:masteryscore>%s</item>
        <item identifier="F"><title>More</title>
          <item identifier="B" identifierref="R2" parameters="x=1"><title>Two</title>
            <adlcp:masteryscore>70</adlcp:masteryscore></item>
          <item identifier="C" identifierref="R3"><title>Notes</title></item></item>
        <item identifier="E"><title>Nothing in it</title></item>
        """
            .formatted(rule);
    return withItems(scorm12("index.html"), items)
        .replace("<manifest ", "<manifest xmlns:s=\"http://www.imsglobal.org/xsd/imsss\" ")
        .replace(
            "</resources>",
            """
            <resource identifier="R2" adlcp:scormtype="sco" xml:base="two/" href="b.html"/>
            <resource identifier="R3" adlcp:scormtype="asset" href="notes.html"/>
            </resources>""");
  }

  /** The manifest with its one item replaced. */
  public static String withItems(String manifest, String items) {
    return manifest.replaceAll("(?s)<item .*</item>", items);
  }
}
