package io.candelabra.dialect.sustainder.lamps;

import io.candelabra.core.access.Caller;
import io.candelabra.core.access.Refused;
import io.candelabra.core.command.Command;
import io.candelabra.core.command.Expect;
import io.candelabra.core.command.Said;
import io.candelabra.core.event.LoggedEvent;
import io.candelabra.core.event.SiteEvent;
import io.candelabra.core.site.Composed;
import io.candelabra.core.site.Sites;
import io.candelabra.core.view.View;
import io.candelabra.dialect.sustainder.request.Application;
import io.candelabra.model.Cause;
import io.candelabra.model.Device;
import io.candelabra.model.DeviceType;
import io.candelabra.model.Resource.Extra;
import io.candelabra.model.SiteId;
import io.candelabra.model.trait.Trait;
import io.candelabra.model.trait.Traits;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The numbers by which this API names lamps. A light that comes into a site that an application shows, and that has none, gets the next
 * one; it is stored with the light, never changes, and is never given again. Twelve digits, as the API's document shows them: a 9, the
 * application's artkey in five, and a count in six, so that no two applications give the same.
 */
final class LampNumbers {
    private static final Logger log = LoggerFactory.getLogger(LampNumbers.class);
    private static final String DIALECT = "sustainder";
    private static final String COUNTER = "lamp-counter";
    private static final String LIGHT = "Light";
    private static final String ACTUATOR = "ACTUATOR";
    private static final int CHUNK = 500;
    private static final int MOST_ARTKEY = 99_999;
    private static final int MOST = 999_999;
    private static final int COUNT_AT = 6;

    private final Sites sites;
    private final Function<DeviceType, Traits> traits;
    private final Set<SiteId> sure = ConcurrentHashMap.newKeySet();

    LampNumbers(Sites sites, Function<DeviceType, Traits> traits) {
        this.sites = sites;
        this.traits = traits;
        sites.whenOpened((site, register, settled) -> register.accept(events -> heard(site, events)));
    }

    private void heard(SiteId site, List<LoggedEvent> events) {
        for (LoggedEvent logged : events) {
            // also one that changes: its type may have come after it
            if (logged.event() instanceof SiteEvent.DevicePut put && !Lamp.isLamp(put.device())) {
                sure.remove(site);
            }
        }
    }

    /**
     * Sees to it that every light has its number. Where all have one nothing is written; where nothing can be written the others are
     * shown.
     */
    void give(Application application) {
        if (application.artkey() > MOST_ARTKEY) {
            // there would be no digits left in which no other application counts
            return;
        }
        SiteId site = application.site();
        while (sure.add(site)) {
            if (lights(sites.view(Caller.CORE, site)).isEmpty()) {
                return;
            }
            try {
                boolean more = sites.compose(
                        Caller.CORE,
                        site,
                        (view, nowMs) -> given(view, application.artkey()),
                        new Cause(DIALECT, "core", ""));
                if (more) {
                    sure.remove(site);
                }
            } catch (Refused refused) {
                sure.remove(site);
                log.warn("lights of site {} get no numbers: {}", site, refused.sentence());
                return;
            }
        }
    }

    private List<Device> lights(View view) {
        return view.devices()
                .filter(device -> !Lamp.isLamp(device) && isLight(view, device))
                .limit(CHUNK)
                .toList();
    }

    private boolean isLight(View view, Device device) {
        DeviceType type = sites.typeOf(view, device);
        // a leg of a switch that lamps hang on is no lamp
        return type.uiClass().equals(LIGHT) && type.kind().equals(ACTUATOR) && moves(traits.apply(type));
    }

    private static boolean moves(Traits traits) {
        return traits.has(Trait.Level.class) || traits.has(Trait.OnOff.class);
    }

    private Composed<?, Boolean> given(View view, int artkey) {
        List<Device> lights = lights(view);
        int number = last(view, artkey);
        List<Command<?>> all = new ArrayList<>();
        for (Device light : lights) {
            if (number < MOST) {
                String lcm = String.format(Locale.ROOT, "9%05d%06d", artkey, ++number);
                all.add(new Command.ChangeDevice(light.id(), Said.ids(Map.of(Lamp.LCM, lcm))));
            }
        }
        Extra counted = new Extra(DIALECT, COUNTER, "", Integer.toString(number));
        all.add(new Command.Put(counted, Expect.as(view.resource(counted.ref()))));
        return Composed.of(new Command.Together(all), lights.size() == CHUNK && number < MOST);
    }

    /** The last number given: the one that is kept, or the highest in use where that cannot be read. */
    private static int last(View view, int artkey) {
        String begin = String.format(Locale.ROOT, "9%05d", artkey);
        int highest = view.devices()
                .map(device -> device.ids().getOrDefault(Lamp.LCM, ""))
                .filter(lcm -> lcm.matches(begin + "[0-9]{6}"))
                .mapToInt(lcm -> Integer.parseInt(lcm.substring(COUNT_AT)))
                .max()
                .orElse(0);
        int kept = view.resource(Extra.class, Extra.id(DIALECT, COUNTER, ""))
                .map(Extra::json)
                .filter(json -> json.matches("[0-9]{1,6}"))
                .map(Integer::parseInt)
                .orElse(0);
        return Math.max(kept, highest);
    }
}
