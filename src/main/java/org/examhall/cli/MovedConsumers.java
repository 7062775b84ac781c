package org.examhall.cli;

import org.examhall.core.context.FollowEarlierIds;
import org.examhall.core.context.IdAliases;
import org.examhall.core.context.JoinConsumer;

/** What commands do about LMSs that move from LTI 1.1 to 1.3. */
public record MovedConsumers(IdAliases aliases, FollowEarlierIds follow, JoinConsumer join) {}
