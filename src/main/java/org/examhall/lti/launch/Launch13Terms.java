package org.examhall.lti.launch;

import java.util.Optional;

/**
 * What a message has to agree with beyond its signature.
 *
 * @param ours where a target may be
 * @param loginTarget {@code target_link_uri} of the login that it ends
 * @param loginDeployment {@code lti_deployment_id} of that login; absent: it did not tell
 * @param adminsAreStaff whether administrators of institution or system count as instructors
 */
public record Launch13Terms(
    LaunchSpace ours,
    String loginTarget,
    Optional<String> loginDeployment,
    boolean adminsAreStaff) {}
