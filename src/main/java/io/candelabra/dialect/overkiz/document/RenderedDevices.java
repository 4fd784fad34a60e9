package io.candelabra.dialect.overkiz.document;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.candelabra.core.view.View;
import io.candelabra.dialect.overkiz.request.OverkizSession;
import io.candelabra.model.Device;
import io.candelabra.model.DeviceId;
import io.candelabra.model.DeviceType;
import io.candelabra.model.SiteId;
import io.candelabra.wire.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Iterator;
import java.util.stream.Stream;

/**
 * Devices as JSON, each rendered once per version and face. A device of the state is immutable, so the bytes hold for as long
 * as the state holds that very instance. A {@link DeviceDocument} has the fields.
 */
public final class RenderedDevices {
    private static final byte[] OPEN = {'['};
    private static final byte[] COMMA = {','};
    private static final byte[] CLOSE = {']'};
    private static final byte[] END = {'}'};
    private static final byte[] DEFINITION = ",\"definition\":".getBytes(StandardCharsets.UTF_8);

    /** Bytes of rendered devices that are kept, whatever the number of sites. */
    private static final long MOST_BYTES = 64L << 20;

    private record Key(SiteId site, boolean local, DeviceId device) {}

    /**
     * A device as rendered. The definition, which is most of it and the same for all of a type, is shared.
     *
     * @param root OID of the root place, in which a device is shown that is in no place
     * @param head the object up to where its definition stands
     */
    private record Sheet(Device device, DeviceType type, String root, byte[] head, byte[] definition) {}

    private final RenderedDefinitions definitions = new RenderedDefinitions();
    private final Cache<Key, Sheet> sheets = Caffeine.newBuilder()
            .executor(Runnable::run)
            .maximumWeight(MOST_BYTES)
            .weigher((Key key, Sheet sheet) -> sheet.head().length)
            .build();

    public RenderedDefinitions definitions() {
        return definitions;
    }

    /** One device. */
    public byte[] device(OverkizSession session, View state, Device device) {
        Bytes all = new Bytes();
        sheet(session, state, device, Places.rootOid(session, state), all);
        return all.joined();
    }

    /** The devices that are listed: those that the caller sees and that are not hidden. */
    public static Stream<Device> listed(OverkizSession session, View state) {
        return state.devices().filter(device -> !hidden(device));
    }

    /** Whether a device was taken out of the lists because it cannot be unpaired. */
    public static boolean hidden(Device device) {
        return device.vendor().containsKey(VendorFields.HIDDEN);
    }

    /** A JSON array of devices. */
    public byte[] array(OverkizSession session, View state, Stream<Device> devices) {
        Bytes all = new Bytes();
        all.add(OPEN);
        String root = Places.rootOid(session, state);
        boolean first = true;
        for (Iterator<Device> each = devices.iterator(); each.hasNext(); first = false) {
            if (!first) {
                all.add(COMMA);
            }
            sheet(session, state, each.next(), root, all);
        }
        return all.add(CLOSE).joined();
    }

    private void sheet(OverkizSession session, View state, Device device, String root, Bytes all) {
        DeviceType type = session.sites().typeOf(state, device);
        Key key = new Key(session.site(), session.local(), device.id());
        Sheet found = sheets.getIfPresent(key);
        boolean placed = !device.area().isEmpty();
        if (found == null
                || found.device() != device
                || found.type() != type
                || !placed && !found.root().equals(root)) {
            byte[] definition = definitions.definition(state, type, session.local());
            found = new Sheet(device, type, root, head(session, state, device, type, false), definition);
            sheets.put(key, found);
        }
        all.add(found.head()).add(found.definition()).add(END);
    }

    /** The object's fields, which are never none, and the name of one more. */
    private static byte[] head(byte[] fields) {
        byte[] head = Arrays.copyOf(fields, fields.length - 1 + DEFINITION.length);
        System.arraycopy(DEFINITION, 0, head, fields.length - 1, DEFINITION.length);
        return head;
    }

    private byte[] head(OverkizSession session, View state, Device device, DeviceType type, boolean makers) {
        String controllable = definitions.controllable(state, type);
        return head(Json.write(DeviceDocument.of(session, state, device, type, controllable, makers)));
    }

    /** A device with the data of its maker. Clients ask for that seldom, so it is not kept. */
    public byte[] withManufacturerData(OverkizSession session, View state, Device device) {
        DeviceType type = session.sites().typeOf(state, device);
        return new Bytes()
                .add(head(session, state, device, type, true))
                .add(definitions.definition(state, type, session.local()))
                .add(END)
                .joined();
    }

    /** A JSON array of devices with the data of their makers. */
    public byte[] arrayWithManufacturerData(OverkizSession session, View state, Stream<Device> devices) {
        Bytes all = new Bytes();
        devices.forEach(
                device -> all.add(all.isEmpty() ? OPEN : COMMA).add(withManufacturerData(session, state, device)));
        return (all.isEmpty() ? all.add(OPEN) : all).add(CLOSE).joined();
    }
}
