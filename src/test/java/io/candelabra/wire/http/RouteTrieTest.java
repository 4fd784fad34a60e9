package io.candelabra.wire.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RouteTrieTest {

    private static final Handler NONE = _ -> Reply.noContent();

    private static RouteTrie trie(Method method, List<String> paths) {
        RouteTrie trie = new RouteTrie();
        paths.forEach(path -> trie.add(route(method, path), NONE));
        return trie;
    }

    private static Route route(Method method, String path) {
        return new Route("face", method, "", path, RouteTrieTest.class);
    }

    private static RouteMatch find(RouteTrie trie, Method method, String path) {
        List<String> raw = PercentText.segments(path);
        return trie.find(method, raw.stream().map(PercentText::segment).toList(), raw);
    }

    private static String template(RouteTrie trie, Method method, String path) {
        return find(trie, method, path) instanceof RouteMatch.Found found
                ? found.endpoint().route().path()
                : "nothing";
    }

    /** Wide and narrow are two routes that fit one path; the narrow one, or the one whose first literal comes first, wins. */
    @ParameterizedTest
    @CsvSource({
        "GET, /setup/devices/{deviceURL}/pictures/{pictureId}, /setup/devices/{deviceURL}/pictures/export, /setup/devices/x/pictures/export",
        "GET, /setup/devices/{deviceURL}/pictures/{from}/{to}, /setup/devices/{deviceURL}/pictures/{pictureId}/url, /setup/devices/x/pictures/7/url",
        "GET, /setup/devices/{deviceURL}, /setup/devices/additionalInformation, /setup/devices/additionalInformation",
        "GET, /setup/devices/{deviceURL}, /setup/devices/controllables, /setup/devices/controllables",
        "GET, /setup/devices/{deviceURL}, /setup/devices/notUpToDate, /setup/devices/notUpToDate",
        "GET, /setup/devices/{deviceURL}, /setup/devices/hidden, /setup/devices/hidden",
        "GET, /setup/interactiveNotifications/{oid}, /setup/interactiveNotifications/history, /setup/interactiveNotifications/history",
        "GET, /triggers/{type}/{triggerOID}, /triggers/{type}/status, /triggers/x/status",
        "GET, /triggers/{type}, /triggers/status, /triggers/status",
        "POST, /exec/{actionGroupOID}, /exec/apply, /exec/apply",
        "POST, /exec/{actionGroupOID}, /exec/optimizeWithProtocolGroups, /exec/optimizeWithProtocolGroups",
        "POST, /exec/{actionGroupOID}/geolocated, /exec/apply/geolocated, /exec/apply/geolocated",
        "POST, /exec/{actionGroupOID}/internal, /exec/apply/internal, /exec/apply/internal",
        "POST, /config/{g}/io/discover/sensors/pulse/{category}/{scaleFactor}, /config/{g}/io/discover/sensors/pulse/gas/{deviceAddress}, /config/1/io/discover/sensors/pulse/gas/7",
        "POST, /config/{g}/zwave/association/nodes/{nodeId}/groups/{groupId}, /config/{g}/zwave/association/nodes/{nodeId}/groups/refresh, /config/1/zwave/association/nodes/2/groups/refresh",
        "POST, /enduser/{userId}/validation, /enduser/email/validation, /enduser/email/validation",
        "POST, /enduser/{userId}/validation/{token}, /enduser/email/validation/{token}, /enduser/email/validation/t",
        "POST, /setup/devices/{deviceURL}/_delete, /setup/devices/link/_delete, /setup/devices/link/_delete",
        "PUT, /setup/devices/{deviceURL}/{label}/{category}, /setup/devices/{deviceURL}/relocate/{placeOID}, /setup/devices/x/relocate/p",
        "PUT, /setup/devices/{deviceURL}/{label}, /setup/devices/{deviceURL}/updateFirmware, /setup/devices/x/updateFirmware",
        "PUT, /setup/devices/{deviceURL}/{label}, /setup/devices/{deviceURL}/metadata, /setup/devices/x/metadata",
        "PUT, /setup/devices/{deviceURL}/{label}, /setup/devices/states/refresh, /setup/devices/states/refresh",
        "PUT, /setup/devices/{deviceURL}/{label}/{category}, /setup/devices/{deviceURL}/{label}/subSystems, /setup/devices/x/y/subSystems",
        "PUT, /setup/devices/{deviceURL}/{label}/{category}, /setup/devices/{deviceURL}/deviceType/{newDeviceType}, /setup/devices/x/deviceType/5",
        "PUT, /setup/devices/{deviceURL}/{label}/{category}, /setup/devices/{deviceURL}/alternativeControllables/{name}, /setup/devices/x/alternativeControllables/n",
        "PUT, /setup/devices/{deviceURL}/{label}/{category}, /setup/devices/{deviceURL}/equivalentControllables/{name}, /setup/devices/x/equivalentControllables/n",
        "DELETE, /exec/current/{execId}, /exec/current/setup, /exec/current/setup",
        "DELETE, /setup/devices/{deviceURL}, /setup/devices/link, /setup/devices/link",
        "DELETE, /setup/subscribe/notification/{oid}, /setup/subscribe/notification/all, /setup/subscribe/notification/all",
        "DELETE, /setup/zones/{zoneOID}, /setup/zones/items, /setup/zones/items",
        "GET, /enduser/{user}/permissions, /enduser/existingUserIds/{userId}, /enduser/existingUserIds/permissions",
        "GET, /enduser/{user}/permissions, /enduser/secondaryAccounts/{id}, /enduser/secondaryAccounts/permissions",
        "GET, /enduser/{user}/permissions, /enduser/preferences/{preferenceId}, /enduser/preferences/permissions",
        "GET, /setup/devices/{deviceURL}/controllable, /setup/devices/controllables/{name}, /setup/devices/controllables/controllable",
        "GET, /setup/devices/{deviceURL}/additionalInformation, /setup/devices/controllables/{name}, /setup/devices/controllables/additionalInformation",
        "GET, /setup/devices/{deviceURL}/attributes, /setup/devices/controllables/{name}, /setup/devices/controllables/attributes",
        "GET, /setup/devices/{deviceURL}/alternativeControllables, /setup/devices/controllables/{name}, /setup/devices/controllables/alternativeControllables",
        "GET, /setup/devices/{deviceURL}/equivalentControllables, /setup/devices/controllables/{name}, /setup/devices/controllables/equivalentControllables",
        "GET, /setup/devices/{deviceURL}/firmwareUpToDate, /setup/devices/controllables/{name}, /setup/devices/controllables/firmwareUpToDate",
        "GET, /setup/devices/{deviceURL}/firmwareUpdateCapability, /setup/devices/controllables/{name}, /setup/devices/controllables/firmwareUpdateCapability",
        "GET, /setup/devices/{deviceURL}/manufacturerReferences, /setup/devices/controllables/{name}, /setup/devices/controllables/manufacturerReferences",
        "GET, /setup/devices/{deviceURL}/states, /setup/devices/controllables/{name}, /setup/devices/controllables/states",
        "GET, /setup/devices/{d}/states/{name}/history/{from}/{to}/export, /setup/devices/{d}/states/{name}/history/annual/{from}/{to}, /setup/devices/x/states/n/history/annual/1/export",
        "GET, /setup/devices/{d}/states/{name}/history/{from}/{to}/export, /setup/devices/{d}/states/{name}/history/daily/{from}/{to}, /setup/devices/x/states/n/history/daily/1/export",
        "GET, /setup/devices/{d}/states/{name}/history/export, /setup/devices/{d}/states/history/{from}/{to}, /setup/devices/x/states/history/history/export",
        "GET, /setup/devices/{d}/states/{name}/history/{from}/{to}/export, /setup/devices/{d}/states/{name}/history/monthly/{from}/{to}, /setup/devices/x/states/n/history/monthly/1/export",
        "GET, /setup/devices/{d}/states/{name}/history/{from}/{to}/export, /setup/devices/{d}/states/{name}/history/montly/{from}/{to}, /setup/devices/x/states/n/history/montly/1/export",
        "GET, /setup/devices/{d}/states/{name}/history/{from}/{to}/export, /setup/devices/{d}/states/{name}/history/stacked/{from}/{to}, /setup/devices/x/states/n/history/stacked/1/export",
        "POST, /config/{g}/{protocolType}/group, /config/august/createAuthenticationURL/{url}, /config/august/createAuthenticationURL/group",
        "POST, /config/{g}/{protocolType}/group, /config/august/discoverGateway/{houseId}, /config/august/discoverGateway/group",
        "POST, /config/{g}/camera/discover/{user}/{password}, /config/ogcp/{cloudId}/discover/device/{deviceId}, /config/ogcp/camera/discover/device/7",
        "POST, /config/{g}/camera/discover/{user}/{password}, /config/ogcp/{cloudId}/discover/sites/{siteId}, /config/ogcp/camera/discover/sites/7",
        "POST, /config/{g}/devices/{protocolType}/init, /config/somfythermostat/{g}/webhook/{thermostatId}, /config/somfythermostat/devices/webhook/init",
        "POST, /config/{g}/{protocolType}/group, /config/eliot/discoverGateway/{g}, /config/eliot/discoverGateway/group"
    })
    void ofTwoThatFitTheMoreLiteralOneWins(Method method, String wide, String narrow, String path) {
        assertThat(template(trie(method, List.of(wide)), method, path))
                .as("the wide one fits too")
                .isEqualTo(wide);
        assertThat(template(trie(method, List.of(wide, narrow)), method, path)).isEqualTo(narrow);
        assertThat(template(trie(method, List.of(narrow, wide)), method, path)).isEqualTo(narrow);
    }

    @Test
    void aLiteralThatLeadsNowhereIsLeftAgain() {
        RouteTrie trie = trie(Method.GET, List.of("/a/b/{x}/end", "/a/{y}/c", "/{z}/b/c/{w}"));
        assertThat(template(trie, Method.GET, "/a/b/c")).isEqualTo("/a/{y}/c");
        assertThat(template(trie, Method.GET, "/a/b/c/end")).isEqualTo("/a/b/{x}/end");
        assertThat(template(trie, Method.GET, "/a/b/c/other")).isEqualTo("/{z}/b/c/{w}");
        RouteMatch.Found found = (RouteMatch.Found) find(trie, Method.GET, "/a/b/c/other");
        assertThat(found.value("z")).isEqualTo("a");
        assertThat(found.value("w")).isEqualTo("other");
    }

    @Test
    void aRouteThatHasTheMethodIsReachedBehindOneThatHasNot() {
        RouteTrie trie = new RouteTrie();
        trie.add(route(Method.DELETE, "/exec/current/setup"), NONE);
        trie.add(route(Method.GET, "/exec/current/{execId}"), NONE);
        assertThat(template(trie, Method.GET, "/exec/current/setup")).isEqualTo("/exec/current/{execId}");
        assertThat(template(trie, Method.HEAD, "/exec/current/setup")).isEqualTo("/exec/current/{execId}");
        assertThat(find(trie, Method.PUT, "/exec/current/setup"))
                .isEqualTo(new RouteMatch.OtherMethods(Set.of(Method.DELETE, Method.GET, Method.HEAD)));
        assertThat(find(trie, Method.PUT, "/exec/current")).isEqualTo(new RouteMatch.NoPath());
    }

    @Test
    void oneVariableMayHaveManyNames() {
        RouteTrie trie = trie(Method.GET, List.of("/d/{url}", "/d/{device}/states", "/d/{x}/states/{y}"));
        RouteMatch.Found found = (RouteMatch.Found) find(trie, Method.GET, "/d/io%3A%2F%2F1/states/core%3AName");
        assertThat(found.value("x")).isEqualTo("io://1");
        assertThat(found.rawValue("x")).isEqualTo("io%3A%2F%2F1");
        assertThat(found.value("y")).isEqualTo("core:Name");
        assertThatThrownBy(() -> found.value("url")).hasMessageContaining("no variable url");
    }

    @Test
    void emptySegmentsFitNoVariable() {
        RouteTrie trie = trie(Method.GET, List.of("/d/{url}", "/d/{url}/states"));
        assertThat(template(trie, Method.GET, "/d/")).isEqualTo("nothing");
        assertThat(template(trie, Method.GET, "/d//states"))
                .as("several slashes are one")
                .isEqualTo("/d/{url}");
        assertThat(template(trie, Method.GET, "/d/%20/states")).isEqualTo("/d/{url}/states");
    }

    @Test
    void contradictionsAreRefusedAtStart() {
        RouteTrie trie = trie(Method.GET, List.of("/a/{x}"));
        assertThatThrownBy(() -> trie.add(route(Method.GET, "/a/{y}"), NONE))
                .hasMessageContaining("is taken by /a/{x}");
        for (String path : List.of("a", "/a//b", "/a/", "/a/{x}y", "/a/{}", "/{x}/{x}")) {
            assertThatThrownBy(() -> trie.add(route(Method.GET, path), NONE))
                    .as(path)
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    /** The tree against the rule said plainly: of all that fit, the one with the leftmost literals. */
    @Test
    void theTreeAgreesWithThePlainRule() {
        Random random = new Random(7);
        List<String> words = List.of("a", "b", "{v}");
        for (int round = 0; round < 300; round++) {
            List<String> templates = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                StringBuilder path = new StringBuilder();
                for (int segment = 0; segment <= random.nextInt(4); segment++) {
                    String word = words.get(random.nextInt(3));
                    path.append('/').append(word.equals("{v}") ? "{v" + segment + "}" : word);
                }
                if (!templates.contains(path.toString())) {
                    templates.add(path.toString());
                }
            }
            RouteTrie trie = trie(Method.GET, templates);
            for (int i = 0; i < 30; i++) {
                StringBuilder path = new StringBuilder();
                for (int segment = 0; segment <= random.nextInt(4); segment++) {
                    path.append('/').append("abc".charAt(random.nextInt(3)));
                }
                assertThat(template(trie, Method.GET, path.toString()))
                        .as("%s among %s", path, templates)
                        .isEqualTo(plainly(templates, path.toString()));
            }
        }
    }

    private static String plainly(List<String> templates, String path) {
        String[] wanted = path.split("/");
        List<String> fitting = new ArrayList<>(templates.stream()
                .filter(template -> fits(template.split("/"), wanted))
                .toList());
        // a word sorts before a brace
        Collections.sort(fitting);
        return fitting.isEmpty() ? "nothing" : fitting.getFirst();
    }

    private static boolean fits(String[] has, String[] wanted) {
        if (has.length != wanted.length) {
            return false;
        }
        for (int i = 0; i < has.length; i++) {
            if (!has[i].startsWith("{") && !has[i].equals(wanted[i])) {
                return false;
            }
        }
        return true;
    }
}
