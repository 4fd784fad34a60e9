package io.candelabra.dialect.sustainder;

import static io.candelabra.dialect.sustainder.TownServer.USER;
import static io.candelabra.dialect.sustainder.TownServer.basic;
import static org.assertj.core.api.Assertions.assertThat;

import io.candelabra.core.access.Caller;
import io.candelabra.core.command.Command;
import io.candelabra.core.site.Raw;
import io.candelabra.dialect.sustainder.TownServer.Answer;
import io.candelabra.driver.api.Report;
import io.candelabra.model.Cause;
import io.candelabra.model.Device;
import io.candelabra.model.Resource.Extra;
import io.candelabra.model.Resource.FaceBinding;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Sentences of the document that belong to no single call. */
class RulesTest {
    private static final Pattern LOOKS_LIKE_A_MOMENT = Pattern.compile("\"(\\d{4}-\\d\\d-\\d\\dT[^\"]*)\"");

    private static TownServer server;

    @BeforeAll
    static void start() {
        server = TownServer.start(200);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static String lamp(String status, int index) {
        return server.get("/lcms").embedded("lcms").stream()
                .filter(l -> status.equals(l.get("status")))
                .filter(l -> "offline".equals(status) || l.get("error_type") == null)
                .map(l -> String.valueOf(l.get("lcm_id")))
                .toList()
                .get(index);
    }

    @Test
    void everyMomentIsUtcInIso8601() {
        String id = lamp("online", 0);
        String gateway = String.valueOf(
                server.get("/lcms/" + id).embedded("node").getFirst().get("gateway_id"));
        int moments = 0;
        for (String path : List.of(
                "/lcms", "/lcms/" + id, "/nodes", "/sensors/" + id, "/gateways/" + gateway + "/sunsetsunrise")) {
            var found = LOOKS_LIKE_A_MOMENT.matcher(server.get(path).raw().body());
            while (found.find()) {
                moments++;
                assertThat(found.group(1)).as(path).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ");
            }
        }
        assertThat(moments).isGreaterThan(500);
    }

    @Test
    void whatIsAskedInAnyPlainWayIsAnswered() {
        String body = server.get("/welcome").raw().body();
        assertThat(server.get("/welcome/").raw().body()).isEqualTo(body);
        Answer head = server.call("HEAD", "/lcms", null, basic(USER));
        assertThat(head.status()).isEqualTo(200);
        assertThat(head.raw().body()).isEmpty();
        Answer options = server.call("OPTIONS", "/lcms", null, basic(USER));
        assertThat(options.raw().headers().firstValue("allow"))
                .hasValueSatisfying(allow -> assertThat(allow).contains("GET"));
        Answer wrong = server.call("DELETE", "/lcms", null, basic(USER));
        assertThat(wrong.status()).isEqualTo(405);
        assertThat(wrong.raw().headers().firstValue("allow")).isPresent();
        assertThat(wrong.json().get("detail")).isEqualTo("Method \"DELETE\" not allowed.");
    }

    @Test
    void aFunctionForALampThatIsAwayIsForgotten() {
        String id = lamp("offline", 0);
        Answer dropped = server.post(
                "/lcms/functions/direct-control",
                Map.of("override", List.of(Map.of("lcm_id", id, "override", 37)), "queue_when_offline", true));
        assertThat(dropped.list("lcms_nok")).isEqualTo(List.of(id));
        Device lamp = server.town().deviceBy("lcm", id).orElseThrow();
        assertThat(server.town().executions())
                .flatExtracting(running -> running.steps())
                .noneMatch(step -> step.device().equals(lamp.id()));
        server.sites()
                .submit(
                        Caller.CORE,
                        TownServer.TOWN,
                        new Command.Hear(List.of(new Report.AvailabilitySeen(lamp.id(), true))),
                        Cause.FIELD);
        String other = lamp("online", 1);
        server.post(
                "/lcms/functions/direct-control", Map.of("override", List.of(Map.of("lcm_id", other, "override", 38))));
        server.until("/lcms/" + other, a -> "OVERRIDE".equals(a.json().get("lighting_mode")));
        assertThat(server.get("/lcms/" + id).json().get("status")).isEqualTo("online");
        assertThat(server.get("/lcms/" + id).list("override_light_level"))
                .as("what was asked for while it was away never comes")
                .isEmpty();
    }

    @Test
    void whatIsKeptBrokenIsNoFaultOfTheClients() {
        try (TownServer broken = TownServer.start(4)) {
            assertThat(broken.post("/dimming-schemes", "[").status()).isEqualTo(400);
            for (String kept : List.of("{\"name\":", "{\"name\":\"n\",\"steps\":[{\"light_level\":300}]}")) {
                Raw.tell(broken.sites(), TownServer.TOWN, (state, now) -> new Raw.Changes(state)
                        .put(new Extra("sustainder", "scheme", "99", kept))
                        .answer(true));
                Answer answer = broken.get("/dimming-schemes");
                assertThat(answer.status()).as(kept).isEqualTo(200);
                assertThat(answer.raw().body()).doesNotContain("JSON", "light_level\":300");
            }
        }
    }

    @Test
    void anApplicationHasAPictureAndThresholdsOfItsOwn() {
        server.accounts().putAccount("picture", "picture", TownServer.PASSWORD, List.of());
        server.accounts()
                .putBinding(new FaceBinding(
                        "sustainder-39",
                        SustainderFace.DIALECT,
                        TownServer.TOWN,
                        "39",
                        "",
                        List.of("picture"),
                        Map.of("name", "With picture", "image", "aGk=", "tiltWarning", "5", "tiltError", "30.5")));
        Map<?, ?> one = (Map<?, ?>) server.call("GET", "/auth/me", null, basic("picture"))
                .list("applications")
                .getFirst();
        assertThat(one.get("image")).isEqualTo("aGk=");
        assertThat(one.get("is_tilted_warning_threshold")).isEqualTo(5.0);
        assertThat(one.get("is_tilted_error_threshold")).isEqualTo(30.5);
        assertThat(one.get("permission_asset_management")).isEqualTo(false);
        Map<?, ?> plain =
                (Map<?, ?>) server.get("/auth/me").list("applications").getFirst();
        assertThat(plain.get("image")).isNull();
        assertThat(plain.get("is_tilted_warning_threshold")).isEqualTo(10.0);
        assertThat(plain.get("is_tilted_error_threshold")).isEqualTo(45.0);
        assertThat(plain.get("permission_asset_management")).isEqualTo(true);
    }
}
