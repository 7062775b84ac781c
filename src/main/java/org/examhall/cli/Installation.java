package org.examhall.cli;

import org.examhall.bridge.launch.OwnKeys;
import org.examhall.core.attempt.ClearExpired;
import org.examhall.core.attempt.save.PackEnded;
import org.examhall.core.consumer.AddLti11Consumer;
import org.examhall.core.consumer.AddLti13Consumer;
import org.examhall.core.consumer.ChangeClientCertificate;
import org.examhall.core.consumer.ChangeGradesAtOnce;
import org.examhall.core.consumer.ChangeLaunchChecks;
import org.examhall.core.consumer.ChangeOutcomeAddress;
import org.examhall.core.consumer.ChangeRegistration;
import org.examhall.core.consumer.ConsumerOverviews;
import org.examhall.core.consumer.Lti11Keys;
import org.examhall.core.consumer.Lti13Registrations;
import org.examhall.core.retention.ApplyRetention;
import org.examhall.core.secret.SealedSecrets;
import org.examhall.core.user.AddStaffAccount;
import org.examhall.core.user.AuditLog;
import org.examhall.core.user.BrowserSessions;
import org.examhall.kernel.sql.Db;

/** The configured database, and what commands do with it. */
public record Installation(
    Db db,
    AddStaffAccount addStaff,
    AddLti11Consumer addConsumer,
    ChangeLaunchChecks changeChecks,
    ChangeClientCertificate changeCertificate,
    ChangeOutcomeAddress changeOutcomeAddress,
    ChangeGradesAtOnce changeGradesAtOnce,
    AddLti13Consumer addRegistration,
    ChangeRegistration changeRegistration,
    Lti13Registrations registrations,
    MovedConsumers moved,
    ConsumerOverviews consumers,
    Lti11Keys keys,
    SealedSecrets secrets,
    OwnKeys ownKeys,
    AuditLog audit,
    BrowserSessions staffSessions,
    ClearExpired clearExpired,
    PackEnded packEnded,
    ApplyRetention applyRetention)
    implements AutoCloseable {
  @Override
  public void close() {
    db.close();
  }
}
