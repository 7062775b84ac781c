package org.examhall.bench;

import java.util.List;
import java.util.Map;

/** One figure, or a few that come out of the same rounds. */
interface Measurement {
  /** Ids of its figures, in order, each with what it means. */
  Map<String, String> meanings();

  /** Measures; prepares what it needs and leaves the stand fit for others. */
  List<Figure> run(Stand stand);
}
