package io.jenkins.plugins.ecsdeploy.engine.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunningImageTest {
    private static final String ONE = "sha256:" + "1".repeat(64);
    private static final String TWO = "sha256:" + "2".repeat(64);

    /** ONE and TWO stand for two digests. */
    @ParameterizedTest
    @CsvSource({
        "r/web:1,      ONE, r/web:1,      true",
        "r/web:1,      ONE, r/web:2,      false",
        "r/web:1,      ,    r/web:1,      true",
        // The same digest under the same name is the same image.
        "r/web:1,      ONE, r/web:1@ONE,  true",
        "r/web:1,      ONE, r/web@ONE,    true",
        "r/web:1,      ONE, r/web:1@TWO,  false",
        "r/web:1,      ,    r/web@ONE,    false",
        "r/web:1@ONE,  ,    r/web@ONE,    true",
        // Who names another tag or place wants to see it.
        "r/web:1,      ONE, r/web:2@ONE,  false",
        "r/web:1,      ONE, other/web@ONE, false",
        "r/web:1,      ONE, r.x/web@ONE,  false",
        // To what the tag points now is not known.
        "r/web:1@ONE,  ,    r/web:1,      false",
        "r/web@TWO,    ONE, r/web@ONE,    false",
        "NOT an image, ONE, r/web@ONE,    false"
    })
    void isTheOneThatIsWanted(String image, String digest, String wanted, boolean same) {
        RunningImage running =
                new RunningImage(digests(image), Optional.ofNullable(digest).map(this::digests));

        assertThat(running.is(digests(wanted))).isEqualTo(same);
    }

    private String digests(String text) {
        return text.replace("ONE", ONE).replace("TWO", TWO);
    }
}
