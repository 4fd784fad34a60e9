package io.candelabra.dialect.api;

import io.candelabra.core.account.Accounts;
import io.candelabra.core.clock.SiteClock;
import io.candelabra.core.history.Histories;
import io.candelabra.core.secret.Vault;
import io.candelabra.core.site.Sites;
import io.candelabra.push.Webhooks;
import io.candelabra.wire.out.Mail;
import io.candelabra.wire.out.Sender;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.concurrent.Executor;

/**
 * The ground on which every dialect is built.
 *
 * @param histories what was measured
 * @param webhooks the readers of all subscriptions; a dialect that has some says there how it tells them
 * @param sender sends requests to other machines, with its rules on addresses
 * @param mail where letters to people go
 * @param name host and port that links in letters lead to; empty where nobody said
 * @param registration who may make an account and a site for themselves
 * @param clock the time that sites live in
 * @param wall the time of tokens, limits and sessions
 * @param random cryptographically strong
 * @param threads runs everything on virtual threads of its own
 */
public record Ground(
        Sites sites,
        Accounts accounts,
        Histories histories,
        Vault vault,
        Webhooks webhooks,
        Sender sender,
        Mail.Box mail,
        String name,
        Registration registration,
        SiteClock clock,
        InstantSource wall,
        SecureRandom random,
        Executor threads) {}
