package io.candelabra.console.site;

import io.candelabra.console.request.Asked;
import io.candelabra.console.request.ConsoleCaller;
import io.candelabra.console.request.ConsoleFault;
import io.candelabra.console.site.Documents.DeviceCard;
import io.candelabra.console.site.Documents.DeviceList;
import io.candelabra.console.site.Documents.DeviceSheet;
import io.candelabra.console.site.Documents.Language;
import io.candelabra.console.site.Documents.Languages;
import io.candelabra.console.site.Documents.Started;
import io.candelabra.core.access.Refused;
import io.candelabra.core.command.Command;
import io.candelabra.core.command.Said;
import io.candelabra.core.site.Sites;
import io.candelabra.core.view.View;
import io.candelabra.dialect.api.Depiction;
import io.candelabra.dialect.api.Dialect;
import io.candelabra.model.Action;
import io.candelabra.model.Device;
import io.candelabra.model.DeviceCommand;
import io.candelabra.model.DeviceId;
import io.candelabra.model.DeviceType;
import io.candelabra.model.ExecutionId;
import io.candelabra.model.Label;
import io.candelabra.model.Plan;
import io.candelabra.model.SiteId;
import io.candelabra.model.Value;
import io.candelabra.wire.http.Bodies;
import io.candelabra.wire.http.Exchange;
import io.candelabra.wire.http.Reply;
import io.candelabra.wire.http.RouteSet;
import io.candelabra.wire.http.Routes;
import io.candelabra.wire.json.KeptJson;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Devices: lists, one of them, commands in terms of traits, name and area; and one device in the words of each API. */
public final class DevicesRoutes implements RouteSet {
    private static final int USUAL = 200;
    private static final int MOST = 1_000;
    private static final int MOST_PARAMETERS = 20;

    /**
     * A wish for one device: a trait with its value; or {@code stop}; or a command in the words of the device's type with its
     * parameters.
     */
    record Wish(
            @Nullable String trait,
            @Nullable Object value,
            @Nullable Boolean stop,
            @Nullable String command,
            @Nullable List<Object> parameters) {}

    /** @param area id of the area that it is in from now on; empty text for none */
    record Changed(@Nullable String label, @Nullable String area) {}

    private final Sites sites;
    private final Words words;
    private final List<? extends Dialect> dialects;
    private final DeviceSheets sheets;

    public DevicesRoutes(Sites sites, Words words, List<? extends Dialect> dialects) {
        this.sites = sites;
        this.words = words;
        this.dialects = List.copyOf(dialects);
        this.sheets = new DeviceSheets(sites, words);
    }

    @Override
    public void routes(Routes routes) {
        routes.get("/sites/{site}/devices", this::get)
                .get("/sites/{site}/devices/{device}", this::getByDevice)
                .patch("/sites/{site}/devices/{device}", this::patchByDevice)
                .post("/sites/{site}/devices/{device}/commands", this::postByDeviceCommands)
                .get("/sites/{site}/devices/{device}/languages", this::getByDeviceLanguages);
    }

    @Override
    public Map<String, Bodies> bodies() {
        return Map.of(
                "GET /sites/{site}/devices", Bodies.answers(DeviceList.class),
                "GET /sites/{site}/devices/{device}", Bodies.answers(DeviceSheet.class),
                "PATCH /sites/{site}/devices/{device}",
                        Bodies.answers(DeviceCard.class).taking(Changed.class),
                "POST /sites/{site}/devices/{device}/commands",
                        Bodies.answers(Started.class).taking(Wish.class),
                "GET /sites/{site}/devices/{device}/languages", Bodies.answers(Languages.class));
    }

    // ---- reading ----

    /** Query: {@code area} (with those below it), {@code q}, {@code trait}, {@code limit}, {@code after} (id of the last device that is known). */
    Reply get(Exchange x) {
        ConsoleCaller caller = ConsoleCaller.of(x);
        View view = sites.view(caller.caller(), caller.site(x));
        int limit = Asked.limit(x, USUAL, MOST);
        String after = Asked.text(x, "after");
        Iterator<Device> all = view.devices().iterator();
        if (!after.isEmpty() && !passed(all, after)) {
            throw ConsoleFault.listChanged();
        }
        Predicate<Device> wanted = wanted(x, view);
        List<DeviceCard> cards = new ArrayList<>();
        String last = null;
        while (all.hasNext()) {
            Device device = all.next();
            if (wanted.test(device)) {
                if (cards.size() == limit) {
                    return Reply.ok(new DeviceList(cards, last, view.seq()));
                }
                cards.add(words.card(view, device));
                last = device.id().value();
            }
        }
        return Reply.ok(new DeviceList(cards, null, view.seq()));
    }

    /** Goes on behind a device of this id; false where it is gone. */
    static boolean passed(Iterator<Device> all, String after) {
        while (all.hasNext()) {
            if (all.next().id().value().equals(after)) {
                return true;
            }
        }
        return false;
    }

    private Predicate<Device> wanted(Exchange x, View view) {
        String area = Asked.text(x, "area");
        String text = Asked.text(x, "q").toLowerCase(Locale.ROOT);
        String trait = Asked.text(x, "trait");
        return device -> (area.isEmpty() || view.within(device.area(), area))
                && (text.isEmpty()
                        || device.label().toLowerCase(Locale.ROOT).contains(text)
                        || device.id().value().toLowerCase(Locale.ROOT).contains(text))
                && (trait.isEmpty()
                        || words.traits(words.type(view, device)).all().stream()
                                .anyMatch(each -> TraitWords.name(each).equals(trait)));
    }

    static Device device(View view, Exchange x) {
        String id = x.path("device");
        Optional<Device> found;
        try {
            found = view.device(new DeviceId(id));
        } catch (IllegalArgumentException none) {
            found = Optional.empty();
        }
        return found.orElseThrow(() -> Refused.noSuch("device", Label.shown(id)));
    }

    Reply getByDevice(Exchange x) {
        ConsoleCaller caller = ConsoleCaller.of(x);
        View view = sites.view(caller.caller(), caller.site(x));
        return Reply.ok(sheets.of(view, device(view, x)));
    }

    Reply getByDeviceLanguages(Exchange x) {
        ConsoleCaller caller = ConsoleCaller.of(x);
        SiteId site = caller.site(x);
        View view = sites.view(caller.caller(), site);
        Device device = device(view, x);
        List<Language> languages = new ArrayList<>();
        for (Dialect dialect : dialects) {
            Depiction depiction = dialect.depict(view, device, x.authority());
            languages.add(
                    depiction.absent().isEmpty()
                            ? new Language(dialect.name(), depiction.request(), KeptJson.raw(depiction.json()), null)
                            : new Language(dialect.name(), null, null, depiction.absent()));
        }
        return Reply.ok(new Languages(languages, view.seq()));
    }

    // ---- changing ----

    Reply postByDeviceCommands(Exchange x) {
        ConsoleCaller caller = ConsoleCaller.of(x);
        SiteId site = caller.site(x);
        Wish wish = x.json(Wish.class);
        View view = sites.view(caller.caller(), site);
        Device device = device(view, x);
        DeviceCommand command = command(words.type(view, device), wish);
        Plan plan = Plan.of(command.name(), List.of(new Action(device.id(), List.of(command))));
        ExecutionId started = sites.submit(caller.caller(), site, new Command.StartExecution(plan), caller.cause());
        return Reply.status(202, new Started(started.value()));
    }

    private DeviceCommand command(DeviceType type, Wish wish) {
        int said = (wish.trait() == null ? 0 : 1) + (wish.stop() == null ? 0 : 1) + (wish.command() == null ? 0 : 1);
        if (said != 1) {
            throw ConsoleFault.invalid("The body", "has to name one of trait, stop and command");
        }
        if (wish.trait() != null) {
            return TraitWords.command(type, words.traits(type), wish.trait(), wish.value());
        }
        if (wish.stop() != null) {
            if (!wish.stop() || !Words.stops(type)) {
                throw ConsoleFault.invalid("stop", "is not possible: the device knows no such command");
            }
            return DeviceCommand.of("stop");
        }
        List<Object> given = wish.parameters() == null ? List.of() : wish.parameters();
        if (given.size() > MOST_PARAMETERS) {
            throw ConsoleFault.invalid("parameters", "are at most " + MOST_PARAMETERS);
        }
        Value[] values = given.stream().map(DevicesRoutes::value).toArray(Value[]::new);
        return DeviceCommand.of(String.valueOf(wish.command()), values);
    }

    private static Value value(@Nullable Object given) {
        return switch (given) {
            case String text -> Value.of(text);
            case Boolean flag -> Value.of(flag);
            case Integer number -> Value.of((long) number);
            case Long number -> Value.of(number);
            case Double number -> Value.of(number);
            case null, default -> throw ConsoleFault.invalid("parameters", "have to be numbers, texts, true or false");
        };
    }

    Reply patchByDevice(Exchange x) {
        ConsoleCaller caller = ConsoleCaller.of(x);
        SiteId site = caller.site(x);
        Changed changed = x.json(Changed.class);
        if (changed.label() == null && changed.area() == null) {
            throw ConsoleFault.invalid("The body", "has to name a label or an area");
        }
        Optional<String> label = Optional.ofNullable(changed.label()).map(String::strip);
        label.flatMap(text -> text.isEmpty() ? Optional.of("must not be empty") : Label.fault(text))
                .ifPresent(fault -> {
                    throw ConsoleFault.invalid("label", fault);
                });
        DeviceId id = device(sites.view(caller.caller(), site), x).id();
        Said said = changed.area() == null ? Said.nothing() : Said.area(changed.area());
        sites.submit(caller.caller(), site, new Command.ChangeDevice(id, said.named(label)), caller.cause());
        View now = sites.view(caller.caller(), site);
        return now.device(id)
                .map(device -> Reply.ok(words.card(now, device)))
                // moved to where the caller does not see it
                .orElseGet(Reply::noContent);
    }
}
