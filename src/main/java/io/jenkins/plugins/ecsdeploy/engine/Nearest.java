package io.jenkins.plugins.ecsdeploy.engine;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds what a mistyped word was probably meant to be. */
public final class Nearest {
    /** A word this long is no typing error, and comparing it would take time that a user can choose. */
    private static final int MAX_LENGTH = 255;

    private Nearest() {}

    /**
     * The candidate with the fewest wrong, missing, surplus or swapped letters, if these are at most a third of the
     * word. The case of letters does not count.
     */
    public static Optional<String> of(String word, Collection<String> candidates) {
        int limit = word.length() / 3;
        return candidates.stream()
                .filter(candidate -> distance(word, candidate) <= limit)
                .min(Comparator.comparingInt(candidate -> distance(word, candidate)));
    }

    /** " (did you mean …?)" or nothing: to be put behind the word in a message. */
    public static String hint(String word, Collection<String> candidates) {
        return of(word, candidates).map(name -> " (did you mean " + name + "?)").orElse("");
    }

    /** Optimal string alignment: Levenshtein's distance, with a swap of two neighbours as one step. */
    private static int distance(String one, String other) {
        if (one.length() > MAX_LENGTH || other.length() > MAX_LENGTH) {
            return Integer.MAX_VALUE;
        }
        String a = one.toLowerCase(Locale.ROOT);
        String b = other.toLowerCase(Locale.ROOT);
        int[][] steps = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                steps[i][j] = Math.min(i, j) == 0 ? Math.max(i, j) : step(steps, a, b, i, j);
            }
        }
        return steps[a.length()][b.length()];
    }

    private static int step(int[][] steps, String a, String b, int i, int j) {
        int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        int best = Math.min(steps[i - 1][j - 1] + change, Math.min(steps[i - 1][j], steps[i][j - 1]) + 1);
        boolean swapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(best, steps[i - 2][j - 2] + 1) : best;
    }
}
