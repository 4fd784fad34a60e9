package io.candelabra.dialect.api;

import java.util.Set;
import java.util.function.Function;

/**
 * A kind of thing that a settings file declares for one dialect, in lines of the form {@code kind.name.setting}. It is data, so
 * that a file is checked before a server runs.
 *
 * @param kind first part of a line's name, such as {@code webhook}
 * @param settings the last parts that there are, such as {@code url}
 * @param namedBySite whether the part between them names a site; a home's file may stand for a site there
 * @param reading reads the lines about one thing; throws {@link IllegalArgumentException} with file, line and reason
 */
public record DeclaredKind<T>(
        String kind, Set<String> settings, boolean namedBySite, Class<T> type, Function<SettingLines, T> reading) {
    public DeclaredKind {
        settings = Set.copyOf(settings);
    }
}
