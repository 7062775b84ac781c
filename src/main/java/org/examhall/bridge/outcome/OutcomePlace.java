package org.examhall.bridge.outcome;

import java.util.Optional;
import org.examhall.kernel.net.ClientIdentity;
import org.examhall.lti.outcome.OutcomeTarget;
import org.examhall.lti.outcome.ResultDetails;

/**
 * Where one grade goes by LTI 1.1.
 *
 * @param details what goes along with the score
 * @param identity who we are, to an LMS that asks for a client certificate
 */
public record OutcomePlace(
    OutcomeTarget target, ResultDetails details, Optional<ClientIdentity> identity) {}
