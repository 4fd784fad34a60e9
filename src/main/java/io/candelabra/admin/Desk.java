package io.candelabra.admin;

import io.candelabra.core.access.Refused;
import io.candelabra.core.account.Accounts;
import io.candelabra.core.account.Secrets;
import io.candelabra.core.lane.DriverView;
import io.candelabra.core.secret.GatewaySeals;
import io.candelabra.dialect.api.DeclaredKind;
import io.candelabra.dialect.api.Dialect;
import io.candelabra.dialect.api.Entrance;
import io.candelabra.dialect.api.Ground;
import io.candelabra.dialect.api.Orders;
import io.candelabra.driver.api.DriverKinds;
import io.candelabra.install.NewSite;
import io.candelabra.model.Label;
import io.candelabra.wire.json.Json;
import io.candelabra.wire.json.JsonException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** Carries out orders. An order that is answered as done is on disk. Every order that may change something is logged, without its secrets. */
public final class Desk {
    private static final Logger log = LoggerFactory.getLogger(Desk.class);
    private static final int REQUEST_LETTERS = 8;

    private final RandomGenerator random;
    private final List<Dialect> dialects;
    private final Admissions admissions;
    private final Passwords passwords;
    private final Gateways gateways;
    private final FoundDevices found;
    private final Devices devices;
    private final Ground ground;
    private final String owner;

    /**
     * @param dialects to which programs are let in, with the orders that each alone knows
     * @param kinds of drivers that gateways can name
     * @param drivers those that run
     * @param owner account that owns sites for which no other is named
     * @param https where the server is reached, such as {@code https://localhost:8443}
     */
    public Desk(
            Ground ground, List<Dialect> dialects, DriverKinds kinds, DriverView drivers, String owner, String https) {
        this.ground = ground;
        this.owner = owner;
        this.devices = new Devices(ground.sites());
        Accounts accounts = ground.accounts();
        this.random = ground.random();
        this.dialects = List.copyOf(dialects);
        this.admissions = new Admissions(ground.sites(), kinds, accounts, dialects, random, https);
        this.passwords = new Passwords(accounts, random);
        this.gateways = new Gateways(ground.sites(), new GatewaySeals(ground.vault()), kinds, drivers);
        this.found = new FoundDevices(ground.sites());
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
            return unknown();
        }
        String request = Secrets.fresh(random).substring(0, REQUEST_LETTERS);
        Level level = order.looks() ? Level.DEBUG : Level.INFO;
        log.atLevel(level).log("{} orders {}: {}", user, request, Label.shown(order.toString()));
        try {
            return carryOut(Administrator.user(user, request), order);
        } catch (Refused refused) {
            Answer answer = Answer.refused(refused);
            log.atLevel(level).log("{} is refused: {}", request, Label.shown(answer.message()));
            return answer;
        } catch (JsonException unreadable) {
            return unknown();
        } catch (RuntimeException failed) {
            log.error("{} failed", request, failed);
            return Answer.refused("the server failed at that; its log says more, at " + request);
        }
    }

    private static Answer unknown() {
        return Answer.refused("the server does not know this order: it may be of another version than this program");
    }

    /**
     * Carries out the declarations of the settings file.
     *
     * @throws IllegalArgumentException where a declaration cannot be; those before it are carried out
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
        for (Dialect dialect : dialects) {
            dialect.orders().ifPresent(orders -> declare(who, dialect.entrance(), orders, declared));
        }
    }

    private static void declare(Administrator who, Entrance entrance, Orders orders, Declarations declared) {
        for (DeclaredKind<?> kind : entrance.declares()) {
            declared.of(kind)
                    .forEach((name, thing) -> said(
                            kind.kind() + "." + name,
                            () -> orders.declare(kind, name, thing, who.caller(), who.cause())));
        }
    }

    private static void said(String about, BooleanSupplier declaration) {
        try {
            if (declaration.getAsBoolean()) {
                log.info("{} is set as the settings file says", about);
            }
        } catch (Refused refused) {
            if (refused.detail() instanceof Refused.Unwritten) {
                // the stored settings hold until there is room, and then until the next start
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
            case Order.ListDriverKinds ignored -> Answer.of(gateways.listKinds());
            case Order.ShowDriverKind show -> Answer.of(gateways.settings(show.kind()));
            case Order.ListGateways list -> Answer.of(gateways.list(who, list.site()));
            case Order.ShowGateway show -> Answer.of(gateways.show(who, show.site(), show.gateway()));
            case Order.AddGateway add -> Answer.of(gateways.add(who, add));
            case Order.ChangeGateway change -> Answer.of(gateways.change(who, change));
            case Order.RemoveGateway remove -> Answer.of(gateways.remove(who, remove));
            case Order.AddSite add -> Answer.of(addSite(who, add));
            case Order.ListDevices list -> Answer.of(devices.list(list));
            case Order.DescribeDevice describe -> Answer.of(devices.describe(who, describe));
            case Order.RemoveDevice remove -> Answer.of(devices.remove(who, remove));
            case Order.ListFound list -> Answer.of(found.list(who, list.site()));
            case Order.DecideFound decide -> Answer.of(found.decide(who, decide));
            case Order.ReceiveDevices receive -> Answer.of(found.receive(who, receive));
            case Order.OfDialect own -> Answer.of(ofDialect(who, own));
        };
    }

    private Map<String, Object> addSite(Administrator who, Order.AddSite order) {
        NewSite site = new NewSite(
                order.name(),
                order.label().isEmpty() ? order.name() : order.label(),
                order.timezone(),
                order.latitude(),
                order.longitude());
        String account = order.owner().isEmpty() ? owner : order.owner();
        String setup = site.found(ground.sites(), ground.accounts(), account, freshId(), who.cause());
        Map<String, Object> row = new LinkedHashMap<>(Orders.row("site", order.name(), "setup", setup));
        row.put("owner", account);
        return row;
    }

    /** A UUID of version 4. */
    private UUID freshId() {
        long high = random.nextLong() & ~0xF000L | 0x4000L;
        long low = random.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }

    private Object ofDialect(Administrator who, Order.OfDialect own) {
        return dialects.stream()
                .filter(dialect -> dialect.name().equals(own.dialect()))
                .findFirst()
                .flatMap(Dialect::orders)
                .orElseThrow(() -> Refused.noSuch("dialect with orders of its own", own.dialect()))
                .carryOut(own.order().getBytes(StandardCharsets.UTF_8), who.caller(), who.cause());
    }
}
