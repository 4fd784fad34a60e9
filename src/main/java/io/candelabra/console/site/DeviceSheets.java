package io.candelabra.console.site;

import io.candelabra.console.site.Documents.Change;
import io.candelabra.console.site.Documents.CommandSheet;
import io.candelabra.console.site.Documents.DeviceSheet;
import io.candelabra.console.site.Documents.GatewayRow;
import io.candelabra.console.site.Documents.ParameterSheet;
import io.candelabra.console.site.Documents.StateSheet;
import io.candelabra.console.site.Documents.TraitSheet;
import io.candelabra.core.event.SiteEvent;
import io.candelabra.core.feed.Feed;
import io.candelabra.core.site.Sites;
import io.candelabra.core.view.Entry;
import io.candelabra.core.view.View;
import io.candelabra.model.Device;
import io.candelabra.model.DeviceId;
import io.candelabra.model.DeviceType;
import io.candelabra.model.State;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** All that is told of one device. */
final class DeviceSheets {
    /** So much of the log is searched for the last change: it lies in memory, in a home for hours. */
    private static final int SEARCHED = 8_000;

    private static final int STRETCH = 500;

    private final Sites sites;
    private final Words words;

    DeviceSheets(Sites sites, Words words) {
        this.sites = sites;
        this.words = words;
    }

    DeviceSheet of(View view, Device device) {
        DeviceType type = words.type(view, device);
        List<TraitSheet> traits = new ArrayList<>();
        words.traits(type).forEach(trait -> traits.add(TraitWords.sheet(type, trait, device.states())));
        return new DeviceSheet(
                words.card(view, device),
                type.name(),
                type.widget(),
                view.gatewayOf(device)
                        .map(words::gateway)
                        .orElseGet(() -> new GatewayRow(device.id().gateway().value(), "", "", false, false)),
                traits,
                device.states().all().stream()
                        .filter(state -> !state.driversOwn() && state.kind() != State.Kind.PASSWORD)
                        .map(state -> new StateSheet(state.name(), state.kind().name(), Words.plain(state.value())))
                        .toList(),
                type.commands().stream().map(DeviceSheets::command).toList(),
                lastChange(view, device.id()).orElse(null),
                view.seq());
    }

    private static CommandSheet command(DeviceType.CommandType command) {
        return new CommandSheet(
                command.name(),
                command.parameters().stream()
                        .map(parameter -> new ParameterSheet(
                                parameter.name(),
                                parameter.kind().name(),
                                known(parameter.min()),
                                known(parameter.max()),
                                parameter.values(),
                                parameter.optional()))
                        .toList());
    }

    private static @Nullable Double known(double number) {
        return Double.isFinite(number) ? Double.valueOf(number) : null;
    }

    private Optional<Change> lastChange(View view, DeviceId device) {
        Feed feed = new Feed(sites, view.caller(), view.site(), "console");
        long oldest = Math.max(0, view.seq() - SEARCHED);
        for (long end = view.seq(); end > oldest; end -= STRETCH) {
            long begin = Math.max(oldest, end - STRETCH);
            List<Entry> entries = feed.read(begin, (int) (end - begin)).entries();
            for (Entry entry : entries.reversed()) {
                if (entry.told()
                        .filter(told -> told.event() instanceof SiteEvent.StatesChanged changed
                                && changed.changes().stream()
                                        .anyMatch(one -> one.device().equals(device)))
                        .isPresent()) {
                    return entry.told().map(told -> new Change(told.seq(), told.atMs(), LogWords.who(told.cause())));
                }
            }
        }
        return Optional.empty();
    }
}
