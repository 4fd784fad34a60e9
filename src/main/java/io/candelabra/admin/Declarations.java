package io.candelabra.admin;

import io.candelabra.dialect.lutron.leap.hub.HubSettings;
import io.candelabra.dialect.lutron.vive.HubPorts;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a settings file declares beside options. It holds at each start: what is so already is left alone, what is
 * otherwise is set, and an integration that the file no longer names is ended.
 *
 * @param given whether there is a settings file at all: without one, nothing is ended
 * @param ports of hubs, by the sites that they show
 */
public record Declarations(
        boolean given,
        List<Program> programs,
        List<Order.PutHub> hubs,
        List<Order.PutWebhook> webhooks,
        Map<String, HubPorts> ports) {
    public static final Declarations NONE = new Declarations(false, List.of(), List.of(), List.of(), Map.of());

    public Declarations {
        programs = List.copyOf(programs);
        hubs = List.copyOf(hubs);
        webhooks = List.copyOf(webhooks);
        ports = Map.copyOf(ports);
    }

    /**
     * A program to let in.
     *
     * @param secrets its keys, by their names, from the files that are named
     */
    public record Program(Order.AddIntegration order, Map<String, String> secrets) {
        public Program {
            secrets = Map.copyOf(secrets);
        }

        /** Never the secrets. */
        @Override
        public String toString() {
            return "Program[" + order.name() + "]";
        }
    }

    Set<String> names() {
        return programs.stream().map(p -> p.order().name()).collect(Collectors.toSet());
    }

    /** The same where a home's site may be named by the home's file. */
    public Declarations naming(Map<String, String> sites) {
        return new Declarations(
                given,
                programs.stream()
                        .map(p -> new Program(p.order().at(of(sites, p.order().site())), p.secrets()))
                        .toList(),
                hubs,
                webhooks.stream()
                        .map(w -> new Order.PutWebhook(of(sites, w.site()), w.url(), w.key(), w.rootPem(), w.enabled()))
                        .toList(),
                ports.entrySet().stream().collect(Collectors.toMap(e -> of(sites, e.getKey()), Map.Entry::getValue)));
    }

    private static String of(Map<String, String> sites, String name) {
        return sites.getOrDefault(name, name);
    }

    /** What a hub's settings are called in the file. */
    static HubSettings hub(Lines lines) {
        Optional<Boolean> update = lines.yes("update-licence");
        Optional<Boolean> api = lines.yes("api-licence");
        Optional<Boolean> power = lines.yes("power-licence");
        try {
            return new HubSettings(lines.text("model"), lines.text("firmware"), update, api, power);
        } catch (IllegalArgumentException wrong) {
            throw new IllegalArgumentException(lines.file() + ": " + lines.about() + ": " + wrong.getMessage(), wrong);
        }
    }
}
