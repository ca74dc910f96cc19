package io.jenkins.plugins.ecsdeploy.engine.checks;

import io.jenkins.plugins.ecsdeploy.engine.aws.optional.Library;
import io.jenkins.plugins.ecsdeploy.engine.aws.optional.ParametersApi;
import io.jenkins.plugins.ecsdeploy.engine.checks.SecretReference.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Parameters of Systems Manager exist. Their values are not read. Those of a region go into one call. */
final class ParameterCheck implements Check {
    /** Each is asked for with a slash in front and without one. */
    private static final int PARAMETERS_A_CALL = ParametersApi.NAMES_A_CALL / 2;

    /** One that is wanted: its reference, and how it is shown. */
    private record Wanted(SecretReference reference, String shown) {
        Look look() {
            return new Look("parameter", shown, List::of);
        }
    }

    @Override
    public List<Look> looks(Subject subject) {
        Map<String, List<Wanted>> byRegion = new LinkedHashMap<>();
        List<Look> looks = new ArrayList<>();
        SecretReference.in(subject.definition()).forEach((valueFrom, uses) -> {
            SecretReference reference = SecretReference.of(valueFrom);
            Wanted wanted = new Wanted(reference, valueFrom + " (" + String.join(", ", uses) + ")");
            if (reference.kind() == Kind.PARAMETER) {
                String region = reference.region().isEmpty() ? subject.region() : reference.region();
                byRegion.computeIfAbsent(region, any -> new ArrayList<>()).add(wanted);
            }
        });
        byRegion.forEach((region, wanted) -> {
            for (int i = 0; i < wanted.size(); i += PARAMETERS_A_CALL) {
                List<Wanted> some = wanted.subList(i, Math.min(wanted.size(), i + PARAMETERS_A_CALL));
                String shown =
                        String.join(", ", some.stream().map(Wanted::shown).toList());
                looks.add(new Look("parameter", shown, () -> find(subject, region, some))
                        .with(Library.SSM, subject.installed()));
            }
        });
        return looks;
    }

    private static List<Finding> find(Subject subject, String region, List<Wanted> wanted) {
        Set<String> there = new ParametersApi(subject.ecs(), region)
                .existing(wanted.stream()
                        .flatMap(each -> names(each.reference()))
                        .distinct()
                        .toList());
        return wanted.stream()
                .map(each -> finding(subject, region, each, there))
                .toList();
    }

    private static Finding finding(Subject subject, String region, Wanted wanted, Set<String> there) {
        SecretReference reference = wanted.reference();
        if (names(reference).anyMatch(there::contains)) {
            return wanted.look().ok("it exists");
        }
        if (reference.id().startsWith("/aws/")) {
            return wanted.look().notCheckable("it is one of AWS's own, which are not listed", "");
        }
        return subject.missing(
                wanted.look(),
                Optional.of(reference.account()),
                "there is no such parameter in region " + region,
                "Create it, or check its name");
    }

    /** An ARN has the same slash for a parameter whose name begins with one as for another one. */
    private static Stream<String> names(SecretReference reference) {
        String plain = reference.id().replaceFirst("^/", "");
        return Stream.of(plain, "/" + plain).filter(name -> name.startsWith("/") || plain.indexOf('/') < 0);
    }
}
