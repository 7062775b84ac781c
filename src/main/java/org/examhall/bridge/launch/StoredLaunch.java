package org.examhall.bridge.launch;

import java.util.Optional;
import org.examhall.core.context.Persons;

/**
 * A launch that is in the database, at the end of its transaction at the latest.
 *
 * @param linkId its resource link's row; empty where it opens none
 */
public record StoredLaunch(
    OpenedLaunch opened, long contextId, Optional<Long> linkId, Persons.Saved person) {}
