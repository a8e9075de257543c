import { geoNaturalEarth1, geoPath } from "d3-geo";
import { numericToAlpha2 } from "i18n-iso-countries";
import { feature } from "topojson-client";
import type { GeometryCollection, Topology } from "topojson-specification";
import world from "world-atlas/countries-110m.json";
import { countryWords, wholeNumber } from "@/lib/usage/words";
import styles from "./map.module.css";

const WIDTH = 720;
const HEIGHT = 350;

interface Shape {
  /** ISO 3166-1 alpha-2; none for lands that have no code. */
  code: string | undefined;
  outline: string;
}

/** Antarctica has no readers, and takes a fifth of the picture. */
const ANTARCTICA = "AQ";
let drawn: Shape[] | undefined;

function shapes(): Shape[] {
  drawn ??= draw();
  return drawn;
}

function draw(): Shape[] {
  const topology = world as unknown as Topology<{ countries: GeometryCollection }>;
  const { features } = feature(topology, topology.objects.countries);
  const coded = features.map((one) => ({ one, code: numericToAlpha2(String(one.id ?? "")) }));
  const lands = coded.filter(({ code }) => code !== ANTARCTICA);
  const projection = geoNaturalEarth1().fitSize([WIDTH, HEIGHT], {
    type: "FeatureCollection",
    features: lands.map(({ one }) => one),
  });
  // Whole pixels do for a picture of this size.
  const path = geoPath(projection).digits(0);
  return lands.map(({ one, code }) => ({ code, outline: path(one) ?? "" }));
}

/**
 * Where readers were, the more the darker: on a scale of roots, as one country often has half of them. What is hidden in the table is as
 * blank here as what is not there.
 */
export function WorldMap({ places }: { places: readonly { place: string; totalItemInvestigations: number }[] }) {
  const figures = new Map(places.map(({ place, totalItemInvestigations }) => [place, totalItemInvestigations]));
  const most = Math.max(1, ...figures.values());
  return (
    <figure className={styles.map}>
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        role="img"
        aria-label="Map of the countries in the table, the more views and downloads the darker"
      >
        {shapes().map(({ code, outline }) => {
          const figure = code === undefined ? undefined : figures.get(code);
          return (
            <path
              key={`${code} ${outline.slice(0, 24)}`}
              d={outline}
              data-country={figure === undefined ? undefined : code}
              style={figure === undefined ? undefined : { fillOpacity: 0.15 + 0.85 * Math.sqrt(figure / most) }}
            >
              {figure !== undefined && <title>{`${countryWords(code ?? "")}: ${wholeNumber(figure)}`}</title>}
            </path>
          );
        })}
      </svg>
    </figure>
  );
}
