package io.candelabra;

import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The classes that rules are about, and what rules can say of them. */
final class Borders {

    /** Wherever the build puts its folders. */
    private static final ImportOption IS_TEST = location -> location.contains("/test-classes/");

    static final JavaClasses MAIN = new ClassFileImporter()
            .withImportOption(location -> !IS_TEST.includes(location))
            .importPackages("io.candelabra");

    static final JavaClasses TESTS =
            new ClassFileImporter().withImportOption(IS_TEST).importPackages("io.candelabra");

    private Borders() {}

    static void check(ArchRule rule) {
        rule.allowEmptyShould(true).check(MAIN);
    }

    /** The class that stands in the file, for one that is nested in it. */
    static JavaClass outermost(JavaClass type) {
        return type.getEnclosingClass().map(Borders::outermost).orElse(type);
    }

    static ArchCondition<JavaClass> neverTake(String owner, String field) {
        return new ArchCondition<>("never take " + owner + "." + field) {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                type.getFieldAccessesFromSelf().stream()
                        .filter(access -> access.getTargetOwner().getName().equals(owner)
                                && access.getTarget().getName().equals(field))
                        .forEach(access -> events.add(SimpleConditionEvent.violated(type, access.getDescription())));
            }
        };
    }

    static ArchCondition<JavaClass> neverCall(String what, Predicate<CodeUnitAccessTarget> forbidden) {
        return new ArchCondition<>("never call " + what) {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                Stream.concat(type.getCodeUnitCallsFromSelf().stream(), type.getCodeUnitReferencesFromSelf().stream())
                        .filter(access -> forbidden.test(access.getTarget()))
                        .forEach(access -> events.add(SimpleConditionEvent.violated(type, access.getDescription())));
            }
        };
    }

    /** @param others names of classes that need not */
    static ArchCondition<JavaClass> beData(Set<String> others) {
        return new ArchCondition<>("be records, enums or sealed interfaces") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                Class<?> loaded = type.reflect();
                boolean data = others.contains(outermost(type).getName())
                        || loaded.isRecord()
                        || loaded.isEnum()
                        || (loaded.isInterface() && loaded.isSealed())
                        || loaded.getSimpleName().equals("package-info");
                events.add(new SimpleConditionEvent(type, data, type.getName() + " is of another kind"));
            }
        };
    }
}
