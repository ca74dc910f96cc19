package io.jenkins.plugins.ecsdeploy.engine.checks;

import io.jenkins.plugins.ecsdeploy.engine.EngineException;
import io.jenkins.plugins.ecsdeploy.engine.aws.AwsFailure;
import io.jenkins.plugins.ecsdeploy.engine.aws.optional.Library;
import io.jenkins.plugins.ecsdeploy.engine.checks.Finding.Verdict;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * One look at AWS, which may find out several things. It knows nothing of others, so that they can be taken at once.
 *
 * @param question asked once; may throw what AWS answers, which says nothing about the thing itself
 */
record Look(String check, String subject, Supplier<List<Finding>> question) {
    /** What needs no call. */
    static Look known(Finding finding) {
        return new Look(finding.check(), finding.subject(), () -> List.of(finding));
    }

    /** With a part of the SDK that may be missing. */
    Look with(Library library, Predicate<Library> installed) {
        return installed.test(library)
                ? this
                : known(notCheckable(
                        "the plugin " + library.plugin() + " is not installed here",
                        "Have an administrator install it to have this checked"));
    }

    Finding ok(String message) {
        return new Finding(Verdict.OK, check, subject, message, "");
    }

    Finding wrong(String message, String remedy) {
        return new Finding(Verdict.WRONG, check, subject, message, remedy);
    }

    Finding notCheckable(String why, String remedy) {
        return new Finding(Verdict.NOT_CHECKABLE, check, subject, why, remedy);
    }

    /** Never throws: what cannot be found out is not checkable. */
    List<Finding> findings() {
        try {
            return question.get();
        } catch (SdkException e) {
            return List.of(notCheckable(AwsFailure.explained(e), ""));
        } catch (EngineException e) {
            return List.of(notCheckable(e.getMessage(), ""));
        } catch (RuntimeException | LinkageError e) {
            return List.of(notCheckable("the check itself failed: " + e, "Report this as a bug of the plugin"));
        }
    }
}
