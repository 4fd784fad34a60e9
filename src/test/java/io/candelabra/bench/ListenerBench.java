package io.candelabra.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Five thousand listeners that wait, each of a client that keeps its connection; then all of them fetch. */
final class ListenerBench {
    private static final int OF_A_TOKEN = 8;
    private static final int CALLERS = 16;
    private static final int CHANGES = 100;

    private final Servers servers;
    private final Table table;
    private final int listeners;

    ListenerBench(Servers servers, Table table, boolean quick) {
        this.servers = servers;
        this.table = table;
        this.listeners = quick ? 1_000 : 5_000;
    }

    /** Opens a listener and gives its id. */
    static String register(Servers servers, Wire wire, String token) throws IOException {
        int status = wire.send(Wire.request("POST", Servers.FACE + "/events/register", token, ""));
        String text = wire.text();
        if (status != 200) {
            throw new IllegalStateException("events/register: " + status + " " + text);
        }
        return text.substring(text.indexOf(":\"") + 2, text.lastIndexOf('"'));
    }

    void run() throws Exception {
        String[] tokens = servers.ours
                .ask("keys 0 " + (listeners + OF_A_TOKEN - 1) / OF_A_TOKEN)
                .split(" ");
        servers.ours.ask("gc");
        double before = servers.ours.rssMib();
        List<byte[]> fetches = new ArrayList<>();
        List<Wire> wires = new ArrayList<>();
        try (Wire wire = servers.open(servers.ours)) {
            for (int i = 0; i < listeners; i++) {
                String token = tokens[i / OF_A_TOKEN];
                String id = register(servers, wire, token);
                fetches.add(Wire.request("POST", Servers.FACE + "/events/" + id + "/fetch", token, ""));
            }
            servers.ours.ask("gc");
            double open = servers.ours.rssMib();
            for (int i = 0; i < listeners; i++) {
                wires.add(servers.open(servers.ours));
                wires.get(i).send(fetches.get(i));
            }
            servers.ours.ask("gc");
            table.figure(
                    Table.number(listeners) + " listeners open",
                    Table.number(open) + " MiB held (" + Table.number(before) + " before)",
                    "5,000 within 300 MiB");
            table.figure(
                    "– each with a TLS connection kept alive", Table.number(servers.ours.rssMib()) + " MiB held", "");
        } finally {
            Servers.close(wires);
        }
        withEvents(fetches);
    }

    private void withEvents(List<byte[]> fetches) throws Exception {
        byte[] answer;
        try (Wire wire = servers.open(servers.ours)) {
            for (int i = 0; i < CHANGES; i++) {
                wire.send(servers.post(
                        0,
                        "/exec/apply",
                        "{\"actions\":[{\"deviceURL\":\"" + BenchHomes.deviceUrl(0, 0)
                                + "\",\"commands\":[{\"name\":\"setIntensity\",\"parameters\":[" + i + "]}]}]}"));
            }
            Thread.currentThread().join(TimeUnit.SECONDS.toMillis(1));
            wire.send(fetches.getFirst());
            answer = wire.body();
        }
        List<Wire> toOurs = servers.open(servers.ours, CALLERS);
        AtomicInteger next = new AtomicInteger(1);
        double cpu = servers.ours.cpuSeconds();
        // each listener once: one that comes too late has an empty answer, and ends the run
        long start = System.nanoTime();
        List<Thread> callers = new ArrayList<>();
        for (Wire wire : toOurs) {
            callers.add(Thread.ofPlatform().start(() -> {
                try {
                    for (int i = next.getAndIncrement(); i < fetches.size(); i = next.getAndIncrement()) {
                        wire.send(fetches.get(i));
                    }
                } catch (IOException lost) {
                    throw new java.io.UncheckedIOException(lost);
                }
            }));
        }
        for (Thread caller : callers) {
            caller.join();
        }
        double took = (System.nanoTime() - start) / 1e9;
        double micros = (servers.ours.cpuSeconds() - cpu) / fetches.size() * 1e6;
        Servers.close(toOurs);
        servers.teach("/bench", answer);
        byte[] same = servers.get("/bench");
        List<Wire> toBare = servers.open(servers.bare, CALLERS);
        double bare = Load.run(toBare, (c, t) -> same, 2).perSecond();
        Servers.close(toBare);
        table.compared(
                "events fetch, " + CHANGES + " executions to tell (" + answer.length / 1024 + " KiB), " + CALLERS
                        + " callers",
                new double[] {fetches.size() / took},
                new double[] {bare},
                "/s",
                "");
        table.figure("– server's processor time for each", Table.number(micros) + " µs", "");
    }
}
