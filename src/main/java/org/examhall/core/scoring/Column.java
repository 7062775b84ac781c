package org.examhall.core.scoring;

/**
 * The column of a resource in a platform's gradebook, where its launches name none.
 *
 * @param deploymentId ours of the place in the platform
 * @param lineItemsUrl where the course's columns are listed and made
 * @param label what its instructors read above it
 */
public record Column(long resourceId, long deploymentId, String lineItemsUrl, String label) {}
