/** The sign of the product: two tunnels under a road. */
export function BrandMark({ className }: { className?: string }) {
  return (
    <svg className={className} viewBox="0 0 18 18" fill="none" stroke="currentColor" strokeWidth="2" aria-hidden="true">
      <path d="M1 5h16" />
      <path d="M3 17v-3a6 6 0 0 1 12 0v3" />
      <path d="M7.2 17v-3M10.8 17v-3" stroke="var(--accent)" strokeWidth="1.8" />
    </svg>
  );
}
