package io.longwire.ws.runtime;

import io.longwire.ws.EndpointProvider;
import io.longwire.ws.StartFailed;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds the endpoint of a path. A literal segment wins over a parameter, from left to right. */
final class Routes {
    /**
     * An endpoint and what its path's parameters stand for.
     *
     * @param path the one that was asked for; the route's own String where it is equal, so that it is kept once for all
     */
    record Match(EndpointProvider endpoint, String path, Map<String, String> parameters) {}

    private record Route(EndpointProvider endpoint, String path, List<String> segments) {
        static boolean isParameter(String segment) {
            return segment.length() > 2 && segment.startsWith("{") && segment.endsWith("}");
        }

        /** Sorts before others: 0 for a literal, 1 for a parameter, segment by segment. */
        String rank() {
            StringBuilder rank = new StringBuilder();
            segments.forEach(segment -> rank.append(isParameter(segment) ? '1' : '0'));
            return rank.toString();
        }

        /** What makes two routes the same: their literals. */
        List<String> shape() {
            return segments.stream().map(s -> isParameter(s) ? "{}" : s).toList();
        }

        boolean matches(List<String> path) {
            if (path.size() != segments.size()) {
                return false;
            }
            for (int i = 0; i < path.size(); i++) {
                String segment = segments.get(i);
                if (isParameter(segment) ? path.get(i).isEmpty() : !segment.equals(path.get(i))) {
                    return false;
                }
            }
            return true;
        }

        Map<String, String> parameters(List<String> path) {
            Map<String, String> parameters = new LinkedHashMap<>();
            for (int i = 0; i < path.size(); i++) {
                String segment = segments.get(i);
                if (isParameter(segment)) {
                    parameters.put(segment.substring(1, segment.length() - 1), path.get(i));
                }
            }
            return Map.copyOf(parameters);
        }
    }

    private final List<Route> routes;

    /**
     * @throws StartFailed when a path is malformed or two are the same
     */
    Routes(List<EndpointProvider> endpoints) {
        List<Route> all = new ArrayList<>();
        Map<List<String>, String> taken = new LinkedHashMap<>();
        for (EndpointProvider endpoint : endpoints) {
            String path = endpoint.path();
            Route route = new Route(endpoint, path, segmentsOf(path));
            String other = taken.putIfAbsent(route.shape(), endpoint.path());
            if (other != null) {
                throw new StartFailed("Two endpoints have the same path: " + other + " and " + endpoint.path()
                        + ". Give one of them another.");
            }
            all.add(route);
        }
        all.sort(Comparator.comparing(Route::rank));
        routes = List.copyOf(all);
    }

    /** The endpoint of a decoded path. */
    Optional<Match> find(String path) {
        List<String> segments = split(path);
        for (Route route : routes) {
            if (route.matches(segments)) {
                String same = route.path().equals(path) ? route.path() : path;
                return Optional.of(new Match(route.endpoint(), same, route.parameters(segments)));
            }
        }
        return Optional.empty();
    }

    private static List<String> segmentsOf(String path) {
        if (!path.startsWith("/")) {
            throw new StartFailed("The endpoint path \"" + path + "\" must begin with a slash.");
        }
        List<String> segments = split(path);
        List<String> names = new ArrayList<>();
        for (String segment : segments) {
            boolean braces = segment.indexOf('{') >= 0 || segment.indexOf('}') >= 0;
            boolean parameter = Route.isParameter(segment)
                    && segment.indexOf('{', 1) < 0
                    && segment.indexOf('}') == segment.length() - 1;
            if (braces && !parameter) {
                throw new StartFailed("The endpoint path \"" + path
                        + "\" has a segment that is neither literal nor a parameter in braces: " + segment);
            }
            if (parameter && names.contains(segment)) {
                throw new StartFailed("The endpoint path \"" + path + "\" has the parameter " + segment + " twice.");
            }
            names.add(segment);
        }
        return segments;
    }

    private static List<String> split(String path) {
        List<String> segments = new ArrayList<>();
        int from = 1;
        for (int slash = path.indexOf('/', 1); slash >= 0; slash = path.indexOf('/', from)) {
            segments.add(path.substring(from, slash));
            from = slash + 1;
        }
        segments.add(path.substring(Math.min(from, path.length())));
        return segments;
    }
}
