package io.jenkins.plugins.ecsdeploy.emulator.codedeploy;

import io.jenkins.plugins.ecsdeploy.emulator.AwsError;
import java.util.List;

/** How many names a call may ask for at once. */
final class Batches {
    private Batches() {}

    /** @throws AwsError BatchLimitExceededException if there are more */
    static void check(List<String> names, int most) {
        if (names.size() > most) {
            throw AwsError.of(
                    "BatchLimitExceededException",
                    "The maximum number of names or IDs allowed for this request (" + most + ") was exceeded.");
        }
    }
}
