package io.candelabra.admin;

import io.candelabra.core.access.Caller;
import io.candelabra.core.access.Refused;
import io.candelabra.core.account.Accounts;
import io.candelabra.core.command.Command;
import io.candelabra.core.lane.DriverView;
import io.candelabra.core.secret.GatewaySeals;
import io.candelabra.core.site.Sites;
import io.candelabra.core.view.View;
import io.candelabra.core.work.Workbench;
import io.candelabra.dialect.api.Orders;
import io.candelabra.driver.api.BadDocument;
import io.candelabra.driver.api.DocumentReading;
import io.candelabra.driver.api.DriverKind;
import io.candelabra.driver.api.DriverKinds;
import io.candelabra.driver.api.SettingType;
import io.candelabra.model.Alert;
import io.candelabra.model.Device;
import io.candelabra.model.Gateway;
import io.candelabra.model.GatewayId;
import io.candelabra.model.SiteId;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Adds gateways, shows and changes them, and removes them. Secrets are sealed here, before anything else sees them. */
record Gateways(Sites sites, GatewaySeals seals, DriverKinds kinds, DriverView drivers) {
    private static final String SECRET = "(secret)";
    /** What is handed in may take a second to unpack, which is nothing for a carrier of virtual threads. */
    private static final Workbench READING = new Workbench("reading of files", 1, 8, 8);

    /** One row for each kind of driver. */
    List<Map<String, Object>> listKinds() {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (DriverKind kind : kinds.all()) {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("kind", kind.name());
            row.put("settings", kind.settings().stream().map(SettingType::name).toList());
            row.put("about", kind.about());
            rows.add(row);
        }
        return rows;
    }

    /** One row for each setting of a kind. */
    List<Map<String, Object>> settings(String name) {
        DriverKind kind = kinds.find(name).orElseThrow(() -> Refused.invalid("kind", kinds.unknown(name)));
        List<Map<String, Object>> rows = new ArrayList<>();
        for (SettingType type : kind.settings()) {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("setting", type.name());
            row.put("value", type.shape());
            row.put("needed", type.required());
            row.put("usually", type.usual().orElse(""));
            row.put("secret", type.secret());
            row.put("about", type.about());
            rows.add(row);
        }
        return rows;
    }

    /** @param site all that can be read where it is empty */
    List<Map<String, Object>> list(Administrator who, String site) {
        List<View> views = site.isEmpty() ? sites.readable(who.caller()) : List.of(view(who, site));
        List<Map<String, Object>> rows = new ArrayList<>();
        for (View view : views) {
            if (view.site().equals(Accounts.SYSTEM)) {
                continue;
            }
            Map<GatewayId, Integer> devices = devices(view.site());
            view.gateways().forEach(gateway -> {
                Map<String, Object> row = new LinkedHashMap<>();
                row.put("site", view.site().value());
                row.put("gateway", gateway.id().value());
                row.put("kind", gateway.driver());
                row.put("label", gateway.label());
                row.put("answers", gateway.alive());
                row.put("devices", devices.getOrDefault(gateway.id(), 0));
                row.put("trouble", trouble(view, gateway.id()));
                rows.add(row);
            });
        }
        return rows;
    }

    Map<String, Object> show(Administrator who, String site, String id) {
        View view = view(who, site);
        Gateway gateway = view.gateway(gateway(id)).orElseThrow(() -> Refused.noSuch("gateway", id));
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("site", site);
        row.put("gateway", id);
        row.put("kind", gateway.driver());
        row.put("label", gateway.label());
        row.put("area", gateway.area());
        row.put("timezone", gateway.timezone());
        row.put("driver", drivers.start(view.site(), gateway.id()).word());
        row.put("answers", gateway.alive());
        row.put("trouble", trouble(view, gateway.id()));
        row.put("devices", devices(view.site()).getOrDefault(gateway.id(), 0));
        row.put("settings", shown(gateway));
        return row;
    }

    /** How many there are; which, is none of an administrator's business. */
    private Map<GatewayId, Integer> devices(SiteId site) {
        Map<GatewayId, Integer> devices = new HashMap<>();
        sites.view(Caller.CORE, site)
                .devices()
                .map(Device::id)
                .forEach(id -> devices.merge(id.gateway(), 1, Integer::sum));
        return devices;
    }

    /**
     * All settings that the kind declares, and the names of those that it does not. A value is shown only where the declaration of
     * today says that it is no secret.
     */
    private Map<String, Object> shown(Gateway gateway) {
        Map<String, Object> shown = new LinkedHashMap<>();
        kinds.find(gateway.driver()).map(DriverKind::settings).orElse(List.of()).forEach(type -> {
            String name = type.name();
            boolean set =
                    gateway.settings().containsKey(name) || gateway.secrets().containsKey(name);
            if (type.secret()) {
                shown.put(name, set ? SECRET : "");
            } else {
                shown.put(
                        name, gateway.settings().getOrDefault(name, type.usual().orElse("")));
            }
        });
        TreeSet<String> others = new TreeSet<>(gateway.settings().keySet());
        others.addAll(gateway.secrets().keySet());
        others.removeAll(shown.keySet());
        others.forEach(name -> shown.put(name, "(no setting of this kind)"));
        return shown;
    }

    /** Why a person has to do something; or why the driver fell, which is tried again by itself. */
    private String trouble(View view, GatewayId gateway) {
        return view.alert(Alert.Subject.of(gateway), Alert.NOT_SERVED)
                .map(Alert::detail)
                .or(() -> drivers.lastFall(view.site(), gateway).map(why -> why + "; its driver is tried again"))
                .orElse("");
    }

    Map<String, Object> add(Administrator who, Order.AddGateway order) {
        SiteId site = view(who, order.site()).site();
        GatewayId id = gateway(order.gateway());
        Command.AddGateway command = new Command.AddGateway(
                id,
                order.kind(),
                order.label(),
                order.area(),
                order.timezone(),
                order.settings(),
                sealed(site, id, Optional.of(order.kind()), order.secrets()),
                read(order.kind(), order.files()));
        sites.submit(who.caller(), site, command, who.cause());
        return Orders.row("gateway", order.gateway(), "added", true);
    }

    Map<String, Object> change(Administrator who, Order.ChangeGateway order) {
        View view = view(who, order.site());
        GatewayId id = gateway(order.gateway());
        Gateway stored = view.gateway(id).orElseThrow(() -> Refused.noSuch("gateway", order.gateway()));
        Optional<String> kind = order.kind().or(() -> Optional.of(stored.driver()));
        Command.SetUpGateway setUp = new Command.SetUpGateway(
                id,
                order.kind(),
                order.label(),
                order.area(),
                order.timezone(),
                order.settings(),
                sealed(view.site(), id, kind, order.secrets()),
                read(order.kind().orElse(stored.driver()), order.files()),
                order.unset());
        boolean changed = sites.submit(who.caller(), view.site(), setUp, who.cause());
        return Orders.row("gateway", order.gateway(), "changed", changed);
    }

    Map<String, Object> remove(Administrator who, Order.RemoveGateway order) {
        SiteId site = view(who, order.site()).site();
        int devices = sites.submit(
                who.caller(),
                site,
                new Command.RemoveGateway(gateway(order.gateway()), order.withDevices()),
                who.cause());
        return Orders.row("gateway", order.gateway(), "devicesRemoved", devices);
    }

    /** Seals what nobody may read; what cannot be is refused while its value is still in sight. */
    private Map<String, String> sealed(
            SiteId site, GatewayId gateway, Optional<String> kind, Map<String, String> secrets) {
        Map<String, String> sealed = new TreeMap<>();
        secrets.forEach((name, clear) -> {
            kind.flatMap(kinds::find)
                    .flatMap(known -> known.setting(name))
                    .flatMap(type -> type.fault(clear))
                    .ifPresent(why -> {
                        throw Refused.invalid(name, why);
                    });
            sealed.put(name, seals.seal(site, gateway, name, clear));
        });
        return sealed;
    }

    /** Reads the files that were handed in. What is wrong with one is told, and then nothing of it is stored. */
    private Map<String, String> read(String kind, Map<String, String> files) {
        Map<String, String> texts = new TreeMap<>();
        files.forEach((name, coded) -> {
            DriverKind known = kinds.find(kind).orElseThrow(() -> Refused.invalid("kind", kinds.unknown(kind)));
            known.faultOfGiven(Map.of(), Set.of(), Map.of(name, "")).ifPresent(fault -> {
                throw Refused.invalid(name, fault.why());
            });
            if (known.setting(name).orElseThrow().form()
                    instanceof SettingType.Form.Document(DocumentReading reading)) {
                texts.put(name, read(name, coded, reading));
            }
        });
        return texts;
    }

    private static String read(String name, String coded, DocumentReading reading) {
        byte[] file;
        try {
            file = Base64.getDecoder().decode(coded);
        } catch (IllegalArgumentException broken) {
            throw Refused.invalid(name, "did not come as a file");
        }
        if (file.length > SettingType.Form.Document.LONGEST_FILE) {
            throw Refused.invalid(name, "is larger than " + SettingType.Form.Document.LONGEST_FILE + " bytes");
        }
        try {
            return READING.work(Workbench.Client.GUEST, () -> reading.read(file));
        } catch (BadDocument bad) {
            throw Refused.invalid(name, bad.why());
        } catch (Workbench.Full full) {
            throw Refused.invalid(name, "cannot be read now, since others are: try it again");
        }
    }

    private View view(Administrator who, String name) {
        return sites.view(who.caller(), Named.site(sites, name));
    }

    private static GatewayId gateway(String id) {
        try {
            return new GatewayId(id);
        } catch (IllegalArgumentException none) {
            throw Refused.invalid("gateway", "an id has 1 to 100 characters");
        }
    }
}
