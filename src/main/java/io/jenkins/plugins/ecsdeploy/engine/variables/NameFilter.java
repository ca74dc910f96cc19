package io.jenkins.plugins.ecsdeploy.engine.variables;

import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/** The names that an argument like {@code SERVICE1_*, SERVICE2_BUILD} means. */
public final class NameFilter {
    private final List<String> globs;

    private NameFilter(List<String> globs) {
        this.globs = globs;
    }

    /** @param list globs with {@code *} and {@code ?}, separated by commas; null or empty for all names */
    public static NameFilter of(String list) {
        return new NameFilter(
                list == null
                        ? List.of()
                        : Arrays.stream(list.split(","))
                                .map(String::trim)
                                .filter(glob -> !glob.isEmpty())
                                .toList());
    }

    public boolean matches(String name) {
        return globs.isEmpty() || globs.stream().anyMatch(glob -> matches(glob, name));
    }

    static Predicate<String> glob(String glob) {
        return name -> matches(glob, name);
    }

    /** Goes back to the last star only, so that no glob and no name take more than the product of their lengths. */
    private static boolean matches(String glob, String name) {
        int g = 0;
        int n = 0;
        int star = -1;
        int behindStar = 0;
        while (n < name.length()) {
            if (g < glob.length() && glob.charAt(g) == '*') {
                star = g++;
                behindStar = n;
            } else if (g < glob.length() && (glob.charAt(g) == '?' || glob.charAt(g) == name.charAt(n))) {
                g++;
                n++;
            } else if (star >= 0) {
                g = star + 1;
                n = ++behindStar;
            } else {
                return false;
            }
        }
        while (g < glob.length() && glob.charAt(g) == '*') {
            g++;
        }
        return g == glob.length();
    }
}
