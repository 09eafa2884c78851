/** Line icons drawn for this desk: 24 × 24, one stroke. Always beside a text or in a labelled button. */
const paths = {
  chats: 'M4 5h13v9H9l-4 4v-4H4zM20 9v11l-4-3h-6',
  board: 'M4 20V10M10 20V4M16 20v-7M3 20h18M20 13v7',
  search: 'M10.5 4a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13M15.5 15.5 21 21',
  failed: 'M4 6h16v12H4zM4 7l8 6 8-6M16 15l4 4M20 15l-4 4',
  settings:
    'M12 9a3 3 0 1 0 0 6 3 3 0 0 0 0-6M12 3v3M12 18v3M3 12h3M18 12h3M5.6 5.6l2.2 2.2M16.2 16.2l2.2 2.2M5.6 18.4l2.2-2.2M16.2 7.8l2.2-2.2',
  audit: 'M6 3h12v18H6zM9 8h6M9 12h6M9 16h3',
  language: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18M3 12h18M12 3c-5 5-5 13 0 18M12 3c5 5 5 13 0 18',
  sun: 'M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8M12 2v3M12 19v3M2 12h3M19 12h3M5 5l2 2M17 17l2 2M5 19l2-2M17 7l2-2',
  moon: 'M20 14A8 8 0 1 1 10 4a6.5 6.5 0 0 0 10 10z',
  keyboard: 'M3 6h18v12H3zM7 10h.01M11 10h.01M15 10h.01M7 14h10',
  filter: 'M4 5h16l-6 7v6l-4 2v-8z',
  cross: 'M6 6l12 12M18 6 6 18',
  check: 'M4 12l5 5L20 6',
  order: 'M6 3h12v18l-3-2-3 2-3-2-3 2zM9 8h6M9 12h6',
  checks: 'M2 12l4.5 4.5L14 8M11 15l1.5 1.5L21 8',
  calendar: 'M4 6h16v14H4zM4 10.5h16M8 3v5M16 3v5M8 14.5h3M8 17h6',
  clock: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18M12 7v5l3 2',
  alert: 'M12 3 2 20h20zM12 10v4M12 17h.01',
  moonzz: 'M5 6h7l-7 8h7M15 11h4l-4 5h4',
  smile: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18M8.5 10h.01M15.5 10h.01M8 14c1.5 3 6.500 3 8 0',
  picture: 'M3 5h18v14H3zM3 16l5-5 4 4 3-3 6 5M15.500 9h.01',
  bolt: 'M13 2 5 14h6l-1 8 8-12h-6z',
  send: 'M4 12 20 4l-5 16-3-7z',
  down: 'M6 9l6 6 6-6',
  up: 'M6 15l6-6 6 6',
  right: 'M9 6l6 6-6 6',
  left: 'M15 6l-6 6 6 6',
  note: 'M5 4h14v10l-5 6H5zM14 20v-6h5',
  transfer: 'M4 8h14l-4-4M20 16H6l4 4',
  hand: 'M7 11V6a1.500 1.500 0 0 1 3 0v4V4.500a1.500 1.500 0 0 1 3 0V10 5.500a1.500 1.500 0 0 1 3 0V12c2-3 4-2 3.500-.5L17 18c-1 2-2.500 3-5 3-3 0-5-2-5-5z',
  tag: 'M4 4h8l8 8-8 8-8-8zM8.500 8.500h.01',
  user: 'M12 4a4 4 0 1 0 0 8 4 4 0 0 0 0-8M4 21c0-9 16-9 16 0',
  box: 'M4 8l8-4 8 4v9l-8 4-8-4zM4 8l8 4 8-4M12 12v9',
  scale: 'M12 3v17M7 20h10M5 7h14M5 7l-3 7a3.500 3.500 0 0 0 6 0zM19 7l-3 7a3.500 3.500 0 0 0 6 0z',
  shield: 'M12 3l7 3v5c0 5-3 8-7 10-4-2-7-5-7-10V6zM9 12l2 2 4-4',
  panel: 'M4 5h16v14H4zM14 5v14',
  plus: 'M12 5v14M5 12h14',
  again: 'M20 12a8 8 0 1 1-2.300-5.700M20 3v4h-4',
  eye: 'M2 12c4-8 16-8 20 0-4 8-16 8-20 0M12 9a3 3 0 1 0 0 6 3 3 0 0 0 0-6',
  spark: 'M12 3l2 7 7 2-7 2-2 7-2-7-7-2 7-2z',
  flag: 'M6 21V4M6 4h12l-3 4 3 4H6',
  copy: 'M8 8h12v12H8zM16 8V4H4v12h4',
  exit: 'M14 4H5v16h9M10 12h11M17 8l4 4-4 4',
} as const
export type IconName = keyof typeof paths

export const Icon = ({ name, size = 18 }: { name: IconName; size?: number }) => (
  <svg
    className="icon"
    width={size}
    height={size}
    viewBox="0 0 24 24"
    fill="none"
    stroke="currentColor"
    strokeWidth="1.7"
    strokeLinecap="round"
    strokeLinejoin="round"
    aria-hidden="true"
  >
    <path d={paths[name]} />
  </svg>
)
