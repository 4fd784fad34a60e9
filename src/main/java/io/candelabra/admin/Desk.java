package io.candelabra.admin;

import io.candelabra.core.access.Refused;
import io.candelabra.core.account.Accounts;
import io.candelabra.core.account.Secrets;
import io.candelabra.dialect.api.Dialect;
import io.candelabra.dialect.api.Ground;
import io.candelabra.dialect.lutron.quantum.QuantumWebhook;
import io.candelabra.dialect.lutron.vive.ViveHubs;
import io.candelabra.wire.json.Json;
import io.candelabra.wire.json.JsonException;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Carries out orders. What it answers as done is on disk. Every order is logged, without what is secret in it. */
public final class Desk {
    private static final Logger log = LoggerFactory.getLogger(Desk.class);
    private static final int REQUEST_LETTERS = 8;

    private final RandomGenerator random;
    private final Admissions admissions;
    private final Pairing pairing;
    private final Hubs hubs;
    private final OccupancyWebhooks webhooks;
    private final Passwords passwords;

    /**
     * @param dialects to which programs are let in
     * @param https where the server is reached, such as {@code https://localhost:8443}
     */
    public Desk(Ground ground, List<Dialect> dialects, ViveHubs hubs, QuantumWebhook webhook, String https) {
        Accounts accounts = ground.accounts();
        this.random = ground.random();
        this.admissions = new Admissions(ground.sites(), accounts, dialects, random, https);
        this.pairing = new Pairing(accounts, ground.wall(), random, hubs);
        this.hubs = new Hubs(ground.sites(), accounts);
        this.webhooks = new OccupancyWebhooks(accounts, webhook);
        this.passwords = new Passwords(accounts, random);
    }

    /** Answers a message of a user of this machine. */
    public byte[] answer(String user, byte[] message) {
        return Json.write(answered(user, message));
    }

    private Answer answered(String user, byte[] message) {
        Order order;
        try {
            order = Json.forStorage().read(message, Order.class);
        } catch (JsonException unreadable) {
            return Answer.refused(
                    "the server does not know this order: it may be of another version than this program");
        }
        String request = Secrets.fresh(random).substring(0, REQUEST_LETTERS);
        log.info("{} orders {}: {}", user, request, order);
        try {
            return carryOut(Administrator.user(user, request), order);
        } catch (Refused refused) {
            Answer answer = Answer.refused(refused);
            log.info("{} is refused: {}", request, answer.message());
            return answer;
        } catch (RuntimeException failed) {
            log.error("{} failed", request, failed);
            return Answer.refused("the server failed at that; its log says more, at " + request);
        }
    }

    /**
     * Carries out what the settings file declares.
     *
     * @throws IllegalArgumentException where something of it cannot be; what comes before it is done
     */
    public void carryOut(Declarations declared) {
        Administrator who = Administrator.file();
        if (declared.given()) {
            admissions
                    .revokeUndeclared(who, declared.names())
                    .forEach(name -> log.info("{} is ended: the file no longer names it", name));
        }
        for (Declarations.Program program : declared.programs()) {
            String name = program.order().name();
            said("integration." + name, () -> admissions.declare(who, program.order(), program.secrets()));
        }
        declared.hubs().forEach(hub -> said("hub." + hub.gateway(), () -> hubs.declare(who, hub)));
        declared.webhooks().forEach(hook -> said("webhook." + hook.site(), () -> webhooks.declare(who, hook)));
    }

    private static void said(String about, BooleanSupplier declaration) {
        try {
            if (declaration.getAsBoolean()) {
                log.info("{} is set as the settings file says", about);
            }
        } catch (Refused refused) {
            if (refused.detail() instanceof Refused.Unwritten) {
                // what is there holds until there is room, and then until the next start
                log.warn("{} could not be set as the settings file says: {}", about, refused.getMessage());
                return;
            }
            throw new IllegalArgumentException(
                    "the settings file's " + about + " cannot be: "
                            + Answer.refused(refused).message(),
                    refused);
        }
    }

    private Answer carryOut(Administrator who, Order order) {
        return switch (order) {
            case Order.SetPassword set -> Answer.of(passwords.set(who, set.account(), set.password()));
            case Order.ListSites ignored -> Answer.of(admissions.sites());
            case Order.ListIntegrations ignored -> Answer.of(admissions.list());
            case Order.ShowIntegration show -> Answer.of(admissions.show(show.name()));
            case Order.AddIntegration add -> Answer.of(admissions.add(who, add));
            case Order.RevokeIntegration revoke -> Answer.of(admissions.revoke(who, revoke.name()));
            case Order.OpenPairing open -> Answer.of(pairing.open(admissions.find(open.integration())));
            case Order.ClosePairing close -> Answer.of(pairing.close(close.site()));
            case Order.IssueCode code -> Answer.of(pairing.code(who, admissions.find(code.integration())));
            case Order.IssuePartner partner -> Answer.of(pairing.partner(partner.name()));
            case Order.ListPairings ignored -> Answer.of(pairing.list());
            case Order.RevokePairing revoke -> Answer.of(pairing.revoke(who, revoke.id()));
            case Order.ListHubs ignored -> Answer.of(hubs.list());
            case Order.PutHub put -> Answer.of(hubs.put(who, put));
            case Order.PutWebhook put -> Answer.of(webhooks.put(who, put));
            case Order.SwitchWebhook change -> Answer.of(webhooks.enable(who, change.site(), change.enabled()));
            case Order.ShowWebhook show -> Answer.of(webhooks.show(show.site()));
            case Order.TestWebhook test -> Answer.of(webhooks.test(test.site()));
            case Order.LogWebhook past -> Answer.of(webhooks.log(past.site()));
            case Order.DeleteWebhook delete -> Answer.of(webhooks.delete(who, delete.site()));
        };
    }
}
