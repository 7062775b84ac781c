package org.examhall.bridge.outcome;

import java.util.Optional;
import org.examhall.kernel.net.ClientIdentity;
import org.examhall.lti.outcome.OutcomeTarget;

/**
 * Where one grade goes by LTI 1.1.
 *
 * @param identity who we are, to an LMS that asks for a client certificate
 */
public record OutcomePlace(OutcomeTarget target, Optional<ClientIdentity> identity) {}
