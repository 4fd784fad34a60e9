package io.candelabra;

import static io.candelabra.Borders.MAIN;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaConstructor;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Command;

/**
 * A mechanism that nothing ever sets going looks finished and does nothing. So whatever is not private is called by something
 * in the program itself, called by the JDK or a library because it overrides what they know, or stands here with the reason.
 */
class NeverWiredTest {
    private static final String A_WHOLE_SERVER = "the tests start and look at a whole server by it";
    private static final String A_SMALLER_ROOM = "the tests set a room up smaller than the program does";
    private static final String A_STORE_THAT_FAILS = "the store of the tests, which loses and refuses on demand";
    private static final String OFFERED =
            "part of what a room offers to whoever builds a dialect on it, and tested there";
    private static final String WHERE_IT_IS_WRONG =
            "tells where a document is wrong, also inside the message; the tests look here";

    /**
     * The methods that nothing in the program calls, {@code Class.method} without the package, each with the reason for
     * it.
     */
    private static final Map<String, String> CALLED_FROM_ELSEWHERE = Map.ofEntries(
            Map.entry(
                    "Accounts.issueKey",
                    "the tests make a key without its rights; the program gives it the rights as well"),
            Map.entry(
                    "Accounts.removeAccount",
                    "no face can remove an account yet; the rule of the last administrator is tested"),
            Map.entry("Candelabra.accounts", A_WHOLE_SERVER),
            Map.entry("Candelabra.https", A_WHOLE_SERVER),
            Map.entry("Candelabra.httpsPort", A_WHOLE_SERVER),
            Map.entry("Candelabra.routes", A_WHOLE_SERVER),
            Map.entry("Candelabra.sites", A_WHOLE_SERVER),
            Map.entry("Candelabra.start", A_WHOLE_SERVER),
            Map.entry("Catalogue.names", OFFERED),
            Map.entry("Catalogue.ofProtocol", OFFERED),
            Map.entry("Catalogue.ofUiClass", OFFERED),
            Map.entry("Catalogue.ofWidget", OFFERED),
            Map.entry("Catalogue.traits", OFFERED),
            Map.entry("CertificateAuthority.clientContext", A_SMALLER_ROOM),
            Map.entry("Courier.over", A_SMALLER_ROOM),
            Map.entry("DemoHome.founding", A_SMALLER_ROOM),
            Map.entry("DemoOffice.founding", A_SMALLER_ROOM),
            Map.entry("Exchange.clientCertificates", OFFERED),
            Map.entry("Exchange.rawPath", OFFERED),
            Map.entry("Exchange.rawQuery", OFFERED),
            Map.entry("Face.at", A_SMALLER_ROOM),
            Map.entry("Filter.then", OFFERED),
            Map.entry("Json.limited", OFFERED),
            Map.entry("Json.strict", OFFERED),
            Map.entry("JsonCodec.read", OFFERED),
            Map.entry("JsonCodec.write", OFFERED),
            Map.entry("JsonCodec.writeList", OFFERED),
            Map.entry("JsonException.path", WHERE_IT_IS_WRONG),
            Map.entry("Main.main", "the way in from the JDK"),
            Map.entry("MemoryStore.commits", A_STORE_THAT_FAILS),
            Map.entry("MemoryStore.failCommit", A_STORE_THAT_FAILS),
            Map.entry("MemoryStore.fault", A_STORE_THAT_FAILS),
            Map.entry("MemoryStore.space", A_STORE_THAT_FAILS),
            Map.entry("MemoryStore.trouble", A_STORE_THAT_FAILS),
            Map.entry("PairingPort.authorise", A_SMALLER_ROOM),
            Map.entry("Protocol.label", "says what a number means to whoever reads the table"),
            Map.entry("Rendered.plain", OFFERED),
            Map.entry("ServerSettings.with", A_SMALLER_ROOM),
            Map.entry("ServerSettings.withClientCertificate", A_SMALLER_ROOM),
            Map.entry("ServerSettings.withMaxBodyBytes", A_SMALLER_ROOM),
            Map.entry("ServerSettings.withTimeouts", A_SMALLER_ROOM),
            Map.entry("Settings.Listeners.withHttps", A_WHOLE_SERVER),
            Map.entry("Settings.mailing", A_WHOLE_SERVER),
            Map.entry("Settings.serving", A_WHOLE_SERVER),
            Map.entry("Settings.withHomes", A_WHOLE_SERVER),
            Map.entry("Settings.withReserve", A_WHOLE_SERVER),
            Map.entry("SqliteStore.onWriter", A_STORE_THAT_FAILS),
            Map.entry("StrictContext.of", A_SMALLER_ROOM),
            Map.entry("Trait.set", OFFERED),
            Map.entry("TrustedRoots.and", A_SMALLER_ROOM),
            Map.entry("ViveHub.connections", A_WHOLE_SERVER),
            Map.entry("ViveHub.tooSlow", A_WHOLE_SERVER),
            Map.entry("VivePorts.hub", A_WHOLE_SERVER),
            Map.entry("VivePorts.partners", A_WHOLE_SERVER),
            Map.entry("Workbench.inside", A_WHOLE_SERVER),
            Map.entry("new SqliteStore", "the tests open a folder without a reserve"),
            Map.entry("new Main.Version", "the command line makes it, named by the first command"),
            Map.entry("new MemoryStore", A_STORE_THAT_FAILS));

    @Test
    void whateverCanBeCalledIsCalled() {
        Set<String> silent = new TreeSet<>();
        for (JavaClass type : MAIN) {
            for (JavaCodeUnit unit : type.getCodeUnits()) {
                if (callable(unit) && !called(unit) && !calledByItsShape(type, unit)) {
                    silent.add(name(type, unit));
                }
            }
        }
        assertThat(silent)
                .as("wire it, remove it, or say here why nothing calls it")
                .containsExactlyInAnyOrderElementsOf(CALLED_FROM_ELSEWHERE.keySet());
    }

    private static String name(JavaClass type, JavaCodeUnit unit) {
        String outer =
                type.getName().substring(type.getPackageName().length() + 1).replace('$', '.');
        return unit instanceof JavaConstructor ? "new " + outer : outer + "." + unit.getName();
    }

    private static boolean callable(JavaCodeUnit unit) {
        Set<JavaModifier> modifiers = unit.getModifiers();
        return !modifiers.contains(JavaModifier.PRIVATE)
                && !modifiers.contains(JavaModifier.SYNTHETIC)
                && !modifiers.contains(JavaModifier.BRIDGE)
                && !unit.getName().equals("<clinit>");
    }

    /** By anything but itself. */
    private static boolean called(JavaCodeUnit unit) {
        return unit.getAccessesToSelf().stream()
                .anyMatch(access -> !access.getOrigin().equals(unit));
    }

    private static boolean calledByItsShape(JavaClass type, JavaCodeUnit unit) {
        Class<?> reflected = type.reflect();
        if (unit instanceof JavaConstructor) {
            // JSON makes records; the command line makes commands, where another command names them
            boolean named = type.isAnnotatedWith(Command.class)
                    && type.getDirectDependenciesToSelf().stream()
                            .anyMatch(by -> !by.getOriginClass().equals(type));
            return reflected.isRecord() || reflected.isEnum() || named;
        }
        boolean accessor = reflected.isRecord()
                && unit.getRawParameterTypes().isEmpty()
                && Arrays.stream(reflected.getRecordComponents())
                        .map(RecordComponent::getName)
                        .anyMatch(unit.getName()::equals);
        boolean ofEnum = reflected.isEnum() && Set.of("values", "valueOf").contains(unit.getName());
        return accessor || ofEnum || overrides(reflected, unit);
    }

    private static boolean overrides(Class<?> type, JavaCodeUnit unit) {
        Deque<Class<?>> above = new ArrayDeque<>(supers(type));
        above.add(Object.class);
        Set<Class<?>> seen = new HashSet<>();
        while (!above.isEmpty()) {
            Class<?> next = above.pop();
            if (seen.add(next)) {
                for (Method method : next.getDeclaredMethods()) {
                    if (method.getName().equals(unit.getName())
                            && method.getParameterCount()
                                    == unit.getRawParameterTypes().size()) {
                        return true;
                    }
                }
                above.addAll(supers(next));
            }
        }
        return false;
    }

    private static Set<Class<?>> supers(Class<?> type) {
        Set<Class<?>> supers = new HashSet<>(Set.of(type.getInterfaces()));
        if (type.getSuperclass() != null) {
            supers.add(type.getSuperclass());
        }
        return supers;
    }
}
